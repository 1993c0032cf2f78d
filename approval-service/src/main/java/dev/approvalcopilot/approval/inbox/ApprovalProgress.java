package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.json.Digest;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far an action is that one person does not decide alone.
 *
 * @param given those that count now, oldest first
 * @param needed how many distinct people it takes
 * @param missingGroups of each of these a member has to be among them, and is not yet
 */
public record ApprovalProgress(List<Given> given, int needed, List<String> missingGroups) {
    public ApprovalProgress {
        given = List.copyOf(given);
        missingGroups = List.copyOf(missingGroups);
    }

    /** @param by OIDC {@code sub} */
    @Schema(name = "GivenApproval")
    public record Given(String by, Instant at) {}

    static ApprovalProgress of(Approval approval, List<GivenApproval> all, Digest view, String epoch, Instant now) {
        var counting = approval.state() == ApprovalState.PENDING
                ? all.stream().filter(one -> one.countsFor(view, epoch, now)).toList()
                : all;
        return of(approval, counting);
    }

    /** @param counting approvals that count */
    public static ApprovalProgress of(Approval approval, List<GivenApproval> counting) {
        return new ApprovalProgress(
                counting.stream()
                        .map(one -> new Given(one.approver(), one.at()))
                        .toList(),
                approval.obligations().quorum(),
                approval.obligations().groups().stream()
                        .filter(group ->
                                counting.stream().noneMatch(one -> one.groups().contains(group)))
                        .toList());
    }

    /** Whether nobody else has to say yes. */
    public boolean isComplete() {
        return given.size() >= needed && missingGroups.isEmpty();
    }
}

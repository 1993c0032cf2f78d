package dev.approvalcopilot.approval.page.batch;

import dev.approvalcopilot.approval.decision.BatchAnswer;
import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.page.InertText;
import dev.approvalcopilot.approval.page.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What became of each. */
public record BatchResults(List<One> results) {
    public BatchResults {
        results = List.copyOf(results);
    }

    /**
     * @param sentence empty for what the person may not see
     * @param words what stands now, or why nothing was decided
     */
    public record One(UUID id, Level level, InertText sentence, boolean decided, InertText words) {}

    static BatchResults of(BatchAnswer answer, Map<UUID, ActionDetail> seen) {
        return new BatchResults(answer.results().stream()
                .map(result -> one(result, Optional.ofNullable(seen.get(result.id()))))
                .toList());
    }

    private static One one(BatchAnswer.Result result, Optional<ActionDetail> action) {
        return new One(
                result.id(),
                action.map(a -> Level.of(a.level())).orElse(null),
                InertText.line(action.map(ActionDetail::sentence).orElse("")),
                result.decision() != null,
                InertText.line(words(result)));
    }

    private static String words(BatchAnswer.Result result) {
        var decision = result.decision();
        if (decision == null) {
            return result.problem().get("title") + ". " + result.problem().get("detail");
        }
        return switch (decision.state()) {
            case APPROVED -> "approved";
            case REJECTED -> "rejected";
            case PENDING -> "your approval is recorded, and others are needed";
            case EXPIRED, CANCELLED, SUPERSEDED, DISPATCHING, SUCCEEDED, FAILED, REFUSED, UNKNOWN, RECONCILED ->
                "decided before";
        };
    }

    public String headline() {
        long decided = results.stream().filter(One::decided).count();
        return decided + " of " + results.size() + " decided";
    }
}

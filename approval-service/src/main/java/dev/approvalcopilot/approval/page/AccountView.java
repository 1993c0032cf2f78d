package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.Question;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The several accounts of which none is meant yet. Connecting and disconnecting is done elsewhere: the decision bar leads there.
 *
 * @param provider by the name people know
 * @param choosable whether one of them can be chosen here
 * @param accounts that are connected, where there are several
 */
public record AccountView(UUID action, String provider, boolean choosable, List<Row> accounts) {
    public AccountView {
        accounts = List.copyOf(accounts);
    }

    /** @param name what Auth0 calls it; empty where it says none @param since null where Auth0 does not say */
    public record Row(InertText name, InertText id, String value, Stamp since) {}

    static AccountView of(ActionDetail action, Instant now) {
        var connection = action.action().path("connection").asText();
        var choice = action.accounts();
        return new AccountView(
                action.id(),
                Question.provider(connection),
                choice != null && choice.choosable() && action.own(),
                choice == null
                        ? List.of()
                        : choice.accounts().stream()
                                .map(account -> new Row(
                                        InertText.line(account.name() == null ? "" : account.name()),
                                        InertText.line(account.id()),
                                        account.id(),
                                        account.since() == null ? null : Stamp.of(account.since(), now)))
                                .toList());
    }
}

package dev.approvalcopilot.approval.page.batch;

import dev.approvalcopilot.approval.decision.RejectionReason;
import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.page.DecisionBar;
import dev.approvalcopilot.approval.page.DetailView;
import dev.approvalcopilot.approval.page.InertText;
import dev.approvalcopilot.approval.page.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is decided together, and what is not.
 *
 * @param items in the order in which they were selected
 * @param missing how many of the selected there are not, or not for this person
 * @param key the same when the form is sent twice
 * @param problem what has to be said first; empty for nothing
 * @param words of a rejection that is shown again
 */
public record BatchView(
        List<Item> items, List<LeftOut> leftOut, long missing, String key, String problem, String words) {
    public BatchView {
        items = List.copyOf(items);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * @param named what the decision names: id, digest and view of what is shown
     * @param approvable whether it is known which account is meant: a no does without
     */
    public record Item(DetailView action, String named, boolean approvable) {}

    /** @param why it is decided on its own */
    public record LeftOut(UUID id, Level level, InertText sentence, String why) {}

    static BatchView of(List<ActionDetail> found, long missing, String key, Instant now) {
        var items = new ArrayList<Item>();
        var leftOut = new ArrayList<LeftOut>();
        for (var action : found) {
            var view = DetailView.of(action, DecisionBar.Mode.CHOOSE, now);
            whyNot(action, view)
                    .ifPresentOrElse(
                            why -> leftOut.add(
                                    new LeftOut(action.id(), view.level(), InertText.brief(action.sentence()), why)),
                            () -> items.add(new Item(view, named(action), action.view() != null)));
        }
        return new BatchView(items, leftOut, missing, key, "", "");
    }

    BatchView saying(String what, String typed) {
        return new BatchView(items, leftOut, missing, key, what, typed);
    }

    private static String named(ActionDetail action) {
        return action.id() + " " + action.digest().value() + " "
                + (action.view() == null ? BatchPages.NO_VIEW : action.view().value());
    }

    /** The rules of a batch count besides, when it is sent. */
    private static Optional<String> whyNot(ActionDetail action, DetailView view) {
        if (action.decision() != null || action.outcome() != null) {
            return Optional.of("no longer waits");
        }
        return switch (action.level()) {
            case CRITICAL -> Optional.of("is CRITICAL");
            case LOW, MEDIUM, HIGH -> {
                if (action.needsFreshLogin()) {
                    yield Optional.of("needs a fresh login");
                }
                if (action.review().obligations().dwell().isPositive()) {
                    yield Optional.of("wants to be read first");
                }
                if (action.likeRejected() != null) {
                    yield Optional.of("is like one that was rejected");
                }
                if (action.review().findView().isEmpty()) {
                    yield Optional.of("cannot be approved as it is");
                }
                if (view.foldedParts() > 0) {
                    yield Optional.of("has parts to be opened first");
                }
                yield switch (action.account()) {
                    case CONNECTED, AUTH0_UNAVAILABLE -> Optional.empty();
                    case NOT_CONNECTED, AMBIGUOUS, NOT_ASKED -> Optional.of("has no account that is clear");
                };
            }
        };
    }

    public List<String> reasons() {
        return List.of(RejectionReason.values()).stream()
                .map(RejectionReason::words)
                .toList();
    }

    /** Whether every one can be approved; while Auth0 is away they can only be rejected. */
    public boolean approvable() {
        return items.stream().allMatch(Item::approvable);
    }

    /** "1 action", "7 actions". */
    public String count() {
        return items.size() == 1 ? "1 action" : items.size() + " actions";
    }
}

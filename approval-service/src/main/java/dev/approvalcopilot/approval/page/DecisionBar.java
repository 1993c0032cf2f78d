package dev.approvalcopilot.approval.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.approval.decision.RejectionReason;
import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.review.ReviewDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The end of the detail: what can be decided, or what became of it.
 *
 * @param whyNot why Approve is not offered; empty when it is
 * @param connect where the account that is missing, or one too many, is connected and disconnected; empty when none is
 * @param digest of what is shown; forms carry it
 * @param view of what is shown; empty when it cannot be approved
 * @param shown the review document itself, so that a stale form can be compared with the present
 * @param key the same for a form sent twice
 * @param alarm what is wrong about how it came this far; empty when nothing is
 * @param test that this was a test, in words; empty for true requests
 * @param uncertainty what is known of a call without an answer; null when there is none
 * @param open whether it is still to be settled by hand, by the one who looks
 * @param detail what the gateway or the provider said, or the reason of a rejection
 * @param result what the provider answered, as far as the manifest lets it through
 * @param deciders who else must decide
 * @param own whether the person may change it
 * @param waitMillis how long Approve still waits for the reading time; 0 for not at all
 * @param waitWhy why it waits, in a sentence; empty when it does not
 * @param successor the action that takes this one's place; null without an edit
 * @param around what else stands beside the buttons
 * @param shared whether others see it too
 * @param takeUp null unless it is approved and nothing was heard of the gateway
 */
public record DecisionBar(
        UUID id,
        Mode mode,
        Level level,
        String state,
        String headline,
        String whyNot,
        String connect,
        boolean freshLogin,
        Stamp expires,
        String digest,
        String view,
        String shown,
        String key,
        List<String> reasons,
        List<Step> steps,
        String alarm,
        String test,
        Uncertainty uncertainty,
        boolean open,
        InertText detail,
        InertText result,
        String deciders,
        boolean own,
        long waitMillis,
        String waitWhy,
        UUID successor,
        Around around,
        boolean shared,
        TakeUp takeUp) {
    /** A gateway that works takes an approved call up sooner. */
    private static final Duration TAKEN_UP_WITHIN = Duration.ofSeconds(5);

    private static final int MAX_SHOWN = 16_384;

    /** What the person may want to say to the agent without typing. */
    private static final List<String> REASONS =
            Stream.of(RejectionReason.values()).map(RejectionReason::words).toList();

    /**
     * That the gateway has not begun yet.
     *
     * @param waitMillis until that is worth saying
     * @param ends when the approval ends, begun or not
     */
    public record TakeUp(long waitMillis, Stamp ends) {}

    /** Where in the decision the person is. */
    public enum Mode {
        /** Approve and Reject. */
        CHOOSE,
        /** Approve was pressed: what comes next, and the way there. */
        EXPLAIN_LOGIN,
        /** Back from the login: the decision is on its way. */
        DECIDING,
        /** Decided, expired or cancelled. */
        SETTLED
    }

    public DecisionBar {
        reasons = List.copyOf(reasons);
        steps = List.copyOf(steps);
    }

    static DecisionBar of(ActionDetail action, Mode asked, Instant now) {
        var mode = action.state() == ApprovalState.PENDING ? asked : Mode.SETTLED;
        return new DecisionBar(
                action.id(),
                // Without a bound login there is nothing to explain, and nothing that may be sent without a press.
                action.needsFreshLogin() || mode == Mode.SETTLED ? mode : Mode.CHOOSE,
                Level.of(action.level()),
                Words.of(action.state()),
                headline(action),
                whyNot(action),
                connect(action),
                action.needsFreshLogin(),
                Stamp.of(action.expiresAt(), now),
                action.digest().value(),
                action.view() == null ? "" : action.view().value(),
                write(action.review()),
                Ids.random128(),
                REASONS,
                Step.of(action, now),
                alarm(action),
                Objects.requireNonNullElse(action.test(), ""),
                Uncertainty.of(action, now),
                action.state() == ApprovalState.UNKNOWN && action.own(),
                InertText.block(detail(action)),
                InertText.block(result(action)),
                deciders(action),
                action.own(),
                waitMillis(action, now),
                Objects.requireNonNullElse(action.readWhy(), ""),
                action.decision() == null ? null : action.decision().successor(),
                Around.of(action, now),
                action.approvals() != null
                        || !besides(action).isEmpty()
                        || action.delegatedUntil() != null
                        || !action.delegates().isEmpty(),
                takeUp(action, now));
    }

    private static List<String> besides(ActionDetail action) {
        var waiting = action.waiting();
        return waiting == null || waiting.escalatedAt() == null ? List.of() : waiting.escalatesTo();
    }

    private static long waitMillis(ActionDetail action, Instant now) {
        return action.readUntil() == null
                ? 0
                : Math.max(0, Duration.between(now, action.readUntil()).toMillis());
    }

    private static String headline(ActionDetail action) {
        if (action.test() != null) {
            return "This was a test. Nothing runs";
        }
        return switch (action.state()) {
            case PENDING -> "Your decision";
            case APPROVED -> "Approved. It waits for the gateway";
            case DISPATCHING -> "Approved. The call is on its way";
            case SUCCEEDED -> "Done";
            case FAILED -> "The provider said no";
            case REFUSED -> "Refused by the gateway";
            case UNKNOWN -> "It may have happened";
            case RECONCILED ->
                action.reconciliation().happened() ? "Settled: it happened" : "Settled: it did not happen";
            case REJECTED -> action.decision().answer() == null ? "Rejected. Nothing runs" : "Answered. Nothing runs";
            case EXPIRED -> "Expired. It was not decided in time, nothing runs";
            case SUPERSEDED ->
                action.decision().by().startsWith("policy:")
                        ? "The policies changed. The same call is judged anew, nothing runs from this one"
                        : "Changed. Another action takes its place, nothing runs from this one";
            case CANCELLED -> "Cancelled. Its run was stopped, nothing runs";
        };
    }

    private static String alarm(ActionDetail action) {
        if (action.outcomeIsMissing()) {
            return "The approval has ended, and the gateway has not said what became of it. It may have happened. Look at"
                    + " the account in question, and tell your operators: they find the security event outcome_missing."
                    + " A report that comes later is shown here.";
        }
        if (!action.ranWithoutApproval()) {
            return "";
        }
        var what = action.state() == ApprovalState.REFUSED
                ? "It says that it called nobody. The action is used up: the agent has to propose it anew."
                : "Look at the account in question.";
        return "Nobody approved this here, and yet the gateway reports an outcome. " + what
                + " Tell your operators: they find the security event outcome_without_approval.";
    }

    private static String deciders(ActionDetail action) {
        var progress = action.approvals();
        if (progress == null) {
            return oneOf(action);
        }
        var words = new StringBuilder()
                .append(progress.given().size())
                .append(" of ")
                .append(progress.needed())
                .append(progress.needed() == 1 ? " approval" : " approvals");
        progress.missingGroups()
                .forEach(group -> words.append(", needs one of ").append(group));
        return words.toString();
    }

    /** Everybody whose word alone is enough. */
    private static String oneOf(ActionDetail action) {
        var who = new ArrayList<String>();
        who.add(action.own() ? "you" : "the person it is for");
        if (action.delegatedUntil() != null) {
            who.add("you in their place");
        }
        who.addAll(action.delegates());
        besides(action).forEach(group -> who.add("one of " + group));
        return who.size() == 1 && action.own() ? "only you decide" : String.join(" or ", who) + " may decide";
    }

    private static TakeUp takeUp(ActionDetail action, Instant now) {
        var taken = action.decision();
        return action.state() != ApprovalState.APPROVED || taken.grantEndsAt() == null
                ? null
                : new TakeUp(
                        Math.max(
                                0,
                                Duration.between(now, taken.at().plus(TAKEN_UP_WITHIN))
                                        .toMillis()),
                        Stamp.of(taken.grantEndsAt(), now));
    }

    private static String whyNot(ActionDetail action) {
        if (action.youApproved() && action.state() == ApprovalState.PENDING) {
            return "You have approved this. It waits for others: " + deciders(action) + ".";
        }
        if (action.own() && action.review().obligations().barsThePrincipal()) {
            return Words.excluded(action.review().obligations().groups());
        }
        if (action.state() == ApprovalState.PENDING
                && action.review().findView().isEmpty()) {
            return "What there is to say about this action is too long to be approved as one. You can only reject it.";
        }
        return switch (action.account()) {
            case CONNECTED, NOT_ASKED -> "";
            case NOT_CONNECTED -> action.connectHint();
            case AMBIGUOUS -> ambiguous(action);
            case AUTH0_UNAVAILABLE ->
                "Auth0 does not answer, so nobody can say which account is meant. Nothing can be approved right now; this"
                        + " page stays. You can reject or answer: a no needs no account.";
        };
    }

    private static String connect(ActionDetail action) {
        return switch (action.account()) {
            case NOT_CONNECTED, AMBIGUOUS ->
                action.own() && action.state() == ApprovalState.PENDING
                        ? "/accounts?connect="
                                + action.action().path("connection").asText() + "&back=/actions/" + action.id()
                        : "";
            case CONNECTED, NOT_ASKED, AUTH0_UNAVAILABLE -> "";
        };
    }

    private static String ambiguous(ActionDetail action) {
        var many = "More than one account is connected, and nothing says which one is meant. ";
        if (!action.own()) {
            return many + "The person whom the agent acts for has to say so first.";
        }
        return action.accounts().choosable()
                ? many + "Choose one above; it becomes part of what you approve."
                : many + "Disconnect all but one, then come back here.";
    }

    private static String detail(ActionDetail action) {
        if (action.reconciliation() != null) {
            return action.reconciliation().note();
        }
        if (action.state() == ApprovalState.UNKNOWN) {
            return ""; // stands among what is uncertain
        }
        if (action.outcome() != null && action.outcome().detail() != null) {
            return action.outcome().detail();
        }
        if (action.outcome() != null && action.outcome().code() != null) {
            return action.outcome().code();
        }
        if (action.decision() == null) {
            return "";
        }
        var answer = action.decision().answer();
        return answer == null ? Objects.requireNonNullElse(action.decision().reason(), "") : answer;
    }

    private static String result(ActionDetail action) {
        return action.outcome() == null || action.outcome().result() == null
                ? ""
                : action.outcome().result().toPrettyString();
    }

    /** A form that is too large is refused, and with it a rejection; without the document only the comparison is missing. */
    private static String write(ReviewDocument review) {
        try {
            var written = Json.MAPPER.writeValueAsString(review);
            return written.length() > MAX_SHOWN ? "" : written;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a review document is JSON", e);
        }
    }

    public boolean choosing() {
        return mode == Mode.CHOOSE;
    }

    public boolean explaining() {
        return mode == Mode.EXPLAIN_LOGIN;
    }

    public boolean deciding() {
        return mode == Mode.DECIDING;
    }

    public boolean settled() {
        return mode == Mode.SETTLED;
    }

    /** Whether a yes or an edit is possible: without a view there is nothing that it could name. */
    public boolean decidable() {
        return !view.isEmpty();
    }

    public boolean good() {
        return steps.stream().noneMatch(step -> step.style().equals("bad"));
    }
}

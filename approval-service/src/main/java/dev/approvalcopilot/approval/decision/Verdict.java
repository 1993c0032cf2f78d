package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.attention.ReadingTime;
import dev.approvalcopilot.approval.inbox.ApprovalProgress;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.review.ReviewDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a decision came to. */
public sealed interface Verdict {
    /** It stands: APPROVED or REJECTED. The same for a repetition with the same key. */
    record Done(ApprovalState state, Instant at) implements Verdict {}

    /** The person's yes is recorded, and others are needed as well. */
    record Recorded(ApprovalProgress progress, Instant at) implements Verdict {}

    /** Only the person whom the agent acts for may do that. */
    record OnlyThePrincipal() implements Verdict {}

    /** A policy wants others to approve it. @param groups of each of these one has to be among them */
    record RequesterExcluded(List<String> groups) implements Verdict {
        public RequesterExcluded {
            groups = List.copyOf(groups);
        }
    }

    /** What proves the logins of all who approve it is larger than a grant can carry. */
    record LoginsTooLarge() implements Verdict {}

    /** The login does not show the person in a group that may approve this. */
    record NotEligible() implements Verdict {}

    /** The person's edit became another action, which is classified before it asks for a decision. */
    record Superseded(UUID successor, Instant at) implements Verdict {}

    /** @param violations one line each: where, and what is asked */
    record ArgumentsInvalid(List<String> violations) implements Verdict {
        public ArgumentsInvalid {
            violations = List.copyOf(violations);
        }
    }

    /** An edit that changes nothing. */
    record NothingChanged() implements Verdict {}

    /** No such action, or another person's. */
    record NotFound() implements Verdict {}

    /** The token was given to a client that may not decide, such as an agent. */
    record NotAnApproverClient() implements Verdict {}

    /** Somebody or something was first. */
    record AlreadyDecided(ApprovalState state) implements Verdict {}

    record Expired(Instant expiresAt) implements Verdict {}

    /** What was looked at is not what there is now. */
    record StaleView(ReviewDocument current) implements Verdict {}

    /** The installed tool is no longer the one that the action names. */
    record ManifestChanged() implements Verdict {}

    /** It was judged by policies that are no longer in force. @param successor the same call, which is judged anew */
    record PolicyChanged(UUID successor) implements Verdict {}

    /** @param quorum how many it takes */
    record MoreApproversNeeded(int quorum) implements Verdict {}

    record NotConnected(String connection) implements Verdict {}

    record AccountAmbiguous(String connection, int count) implements Verdict {}

    /** A login bound to exactly this digest and view is missing. */
    record LoginNeeded(Digest digest, Digest view) implements Verdict {}

    /** The person has not had the action before them for as long as it wants to be read. @param left until then */
    record TooSoon(Duration left, ReadingTime.Why why) implements Verdict {}

    /** CRITICAL, or in need of a login of its own. */
    record NotInABatch() implements Verdict {}

    /** The account could not be looked up. */
    record Auth0Unavailable() implements Verdict {}
}

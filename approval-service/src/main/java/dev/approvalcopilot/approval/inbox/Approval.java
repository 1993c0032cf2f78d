package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.review.ReviewDocument;
import dev.approvalcopilot.contracts.review.ReviewDocument.Account;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One held action.
 *
 * @param digest of the bytes
 * @param action what the bytes say
 * @param level what it is held for: the risk-service's word, never below the manifest's floor
 * @param policy digest of the policies in force
 * @param classification the risk-service's JWS over digest, level, reasons and obligations
 * @param rationale the agent's claim
 * @param origins the agent's claim
 * @param decided null while pending
 * @param outcome null until the gateway reports
 * @param reconciliation null unless a person settled an unknown outcome
 */
public record Approval(
        UUID id,
        Digest digest,
        CanonicalBytes bytes,
        Action action,
        RiskLevel level,
        Digest policy,
        String classification,
        List<Reason> reasons,
        Obligations obligations,
        String impact,
        ToolFacts tool,
        String rationale,
        Map<String, Origin> origins,
        ApprovalState state,
        Instant createdAt,
        Instant expiresAt,
        Decided decided,
        Outcome outcome,
        Reconciliation reconciliation) {
    public Approval {
        reasons = List.copyOf(reasons);
        origins = Map.copyOf(origins);
    }

    /** How the event topics name it. */
    public ActionRef ref() {
        return ActionRef.of(action, digest);
    }

    /** Whether somebody approved it; what the gateway reports may come without. */
    public boolean isApproved() {
        return decided instanceof Decided.Approved;
    }

    /** Whether the approval ended without a report of the gateway, and none came since. */
    public boolean outcomeIsMissing() {
        boolean unknown = state == ApprovalState.UNKNOWN || state == ApprovalState.RECONCILED;
        return unknown && outcome != null && Outcome.MISSING.equals(outcome.code());
    }

    /**
     * Whether that state may follow. A report that was missing still counts when it comes, whatever a person has settled
     * meanwhile; that the gateway does not know either changes nothing about what the person found.
     */
    public boolean mayBecome(ApprovalState next) {
        return state.mayBecome(next)
                || outcomeIsMissing()
                        && switch (next) {
                            case SUCCEEDED, FAILED, REFUSED -> true;
                            case UNKNOWN -> state == ApprovalState.UNKNOWN;
                            case PENDING, APPROVED, REJECTED, EXPIRED, CANCELLED, SUPERSEDED, DISPATCHING, RECONCILED ->
                                false;
                        };
    }

    /** Whether the agent acts for this person. */
    public boolean isOf(String person) {
        return action.principal().equals(person);
    }

    /** Whether the principal alone does not do. */
    public boolean needsOthers() {
        return obligations.quorum() > 1 || !obligations.groups().isEmpty();
    }

    /** Whether a policy takes the principal's own yes out. Saying no, answering and changing stay theirs. */
    public boolean bars(Caller person) {
        return obligations.barsThePrincipal() && isOf(person.sub());
    }

    /** What policies name that the agent could do instead; null where none does. */
    public String alternative() {
        var words = reasons.stream()
                .map(Reason::alternative)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? null : words;
    }

    /**
     * Whether this person's approval needs a login of its own. Who is not the principal shows by it that they may approve, and
     * the principal, where they are in a group that is asked for, that they are: the gateway believes no other word.
     */
    public boolean needsFreshLogin(Caller person) {
        return needsFreshLogin()
                || !isOf(person.sub())
                || obligations.groups().stream().anyMatch(person.groups()::contains);
    }

    /** Whether a decision needs a login of its own. */
    public boolean needsFreshLogin() {
        return level == RiskLevel.CRITICAL || obligations.freshLogin();
    }

    /** What a person decides on. @param account null while none is found */
    public ReviewDocument review(Account account) {
        return new ReviewDocument(
                digest,
                level,
                policy,
                reasons,
                obligations,
                impact,
                action.scopes(),
                tool.scopeMode(),
                tool.permissions(),
                tool.beyond(),
                account);
    }
}

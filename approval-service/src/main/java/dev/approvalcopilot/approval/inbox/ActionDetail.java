package dev.approvalcopilot.approval.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.approval.account.AccountLookup;
import dev.approvalcopilot.approval.account.ConnectedAccount;
import dev.approvalcopilot.approval.attention.LikeRejected;
import dev.approvalcopilot.approval.halt.Halted;
import dev.approvalcopilot.approval.waiting.Claim;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.manifest.Reversibility;
import dev.approvalcopilot.contracts.review.ReviewDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Everything a person decides on, in the order of the page.
 *
 * @param action what the canonical bytes say, parsed; {@code digest} is over the bytes
 * @param review what page and API both show; {@code view} is SHA-256 over its JCS
 * @param view absent when Auth0 cannot say which account is meant, and for a review too large to have one: nothing can be
 *     approved then
 * @param account whether exactly one account is connected
 * @param accountName what Auth0 calls the account; absent where it says none, and {@code review.account.id} is all there is
 * @param accounts the several that are connected; absent where there are not several, or one of them was chosen
 * @param connectHint what to do when none is; absent otherwise
 * @param question what is asked, in one sentence
 * @param beyond what the token could do beyond this call, in one sentence; absent when nothing
 * @param reversibilityWords as the page says it
 * @param needsFreshLogin whether approving needs a login for this action alone
 * @param origins where each argument came from: the agent's claim
 * @param rationale the agent's own words: a claim
 * @param previous the run's earlier actions, oldest first
 * @param preconditions what the gateway reads again just before the call
 * @param like how like actions were decided; absent for who is not the principal
 * @param readUntil until when it wants to be read before it can be approved; absent without such a wish
 * @param readWhy why, in a sentence; absent with it
 * @param likeRejected the rejection that it is like, while it waits; absent when there is none
 * @param own whether the agent acts for the person who looks
 * @param youApproved whether that person's approval is there and waits for others
 * @param approvals how far it is, where one person does not decide alone; absent otherwise
 * @param edit how a person made this action of another one; absent where an agent proposed it
 * @param decision absent while pending
 * @param test that this was a test which the person had asked for, in words; absent for true requests, and while it waits
 * @param outcome absent until the gateway reports; where {@code decision} is no approval, it came without one
 * @param reconciliation absent unless a person settled an UNKNOWN
 * @param halted what an operator halted that this action needs; absent when nothing, or when the gateway is done with it
 * @param waiting what surrounds it while nobody has decided; absent afterwards
 * @param ownLimit the principal's own hard limit by which the gateway will refuse it, in words; absent when none is known
 * @param delegatedUntil until when the principal lets you decide; absent when they do not, or are you
 * @param delegates who else may decide in the principal's place now, by the names that people know; only while it waits
 */
public record ActionDetail(
        UUID id,
        ApprovalState state,
        String sentence,
        String title,
        RiskLevel level,
        @Schema(type = SchemaType.OBJECT) JsonNode action,
        Digest digest,
        ReviewDocument review,
        @Nullable Digest view,
        AccountLookup.Status account,
        @Nullable String accountName,
        @Nullable AccountChoice accounts,
        @Nullable String connectHint,
        String question,
        @Nullable String beyond,
        Reversibility reversibility,
        String reversibilityWords,
        boolean needsFreshLogin,
        String impact,
        Map<String, Origin> origins,
        String rationale,
        Run run,
        List<Earlier> previous,
        List<Expected> preconditions,
        @Nullable LikeDecisions like,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant readUntil,
        @Nullable String readWhy,
        @Nullable Like likeRejected,
        boolean own,
        boolean youApproved,
        @Nullable ApprovalProgress approvals,
        @Nullable Edit edit,
        @Nullable DecisionTaken decision,
        @Nullable String test,
        @Nullable Ended outcome,
        @Nullable Settled reconciliation,
        @Nullable Halted halted,
        @Nullable Waiting waiting,
        @Nullable String ownLimit,
        @Nullable Instant delegatedUntil,
        List<String> delegates) {
    public ActionDetail {
        delegates = List.copyOf(delegates);
        origins = Map.copyOf(origins);
        previous = List.copyOf(previous);
        preconditions = List.copyOf(preconditions);
    }

    /** @param goal in the person's own words; absent while the run has not been announced */
    @Schema(name = "RunOfAction")
    public record Run(UUID id, @Nullable String goal) {}

    /**
     * @param choosable whether {@code PUT …/account} may name one; else all but one have to be disconnected
     */
    @Schema(name = "AccountsOfAction")
    public record AccountChoice(boolean choosable, List<Choice> accounts) {
        public AccountChoice {
            accounts = List.copyOf(accounts);
        }
    }

    /** @param name absent where Auth0 has none @param since when it was connected; absent where Auth0 does not say */
    @Schema(name = "ConnectedAccountOfAction")
    public record Choice(
            String id, @Nullable String name, @Nullable Instant since) {
        static Choice of(ConnectedAccount account) {
            return new Choice(
                    account.id(), account.name().orElse(null), account.since().orElse(null));
        }
    }

    /**
     * A value that must still be there when the gateway calls.
     *
     * @param what in the manifest's words, such as "the head of the pull request"
     * @param argument that holds it
     * @param readBy the earlier action of this run whose result holds the value; absent where none does
     * @param readAt when that result came; absent with it
     */
    @Schema(name = "PreconditionOfAction")
    public record Expected(
            String what,
            String argument,
            String value,
            @Nullable UUID readBy,
            @Nullable String sentence,
            @Nullable Instant readAt) {}

    /**
     * How earlier actions of the same person and tool were decided, of the latest 500.
     *
     * @param same those with the same arguments to the letter, hidden characters included
     * @param otherText those of the same target, by their sentence, with other arguments
     * @param unknown those of the same target that are too old to be compared by their arguments
     * @param tool all of them
     * @param latest of {@code same}, newest first
     * @param difference to the latest of {@code otherText}; absent where there is none
     */
    @Schema(name = "LikeDecisions")
    public record LikeDecisions(
            Counts same,
            Counts otherText,
            int unknown,
            Counts tool,
            List<Past> latest,
            @Nullable Difference difference) {
        /** As far back as anybody looks; it keeps the page quick for who decides much. */
        public static final int MOST = 500;

        public LikeDecisions {
            latest = List.copyOf(latest);
        }
    }

    /** @param changes every argument that is another than in {@code past} */
    @Schema(name = "LikeDifference")
    public record Difference(Past past, List<ArgumentChange> changes) {
        public Difference {
            changes = List.copyOf(changes);
        }
    }

    /** @param other expired, cancelled or changed */
    @Schema(name = "DecisionCounts")
    public record Counts(int approved, int rejected, int other) {
        public int all() {
            return approved + rejected + other;
        }
    }

    /**
     * @param state what became of it
     * @param by the {@code sub} of who decided; absent when nobody did
     * @param byName what people call them; absent with it
     */
    @Schema(name = "LikeDecision")
    public record Past(
            UUID id,
            ApprovalState verdict,
            ApprovalState state,
            @Nullable String by,
            @Nullable String byName,
            Instant at) {
        Past named(UnaryOperator<String> names) {
            return by == null ? this : new Past(id, verdict, state, by, names.apply(by), at);
        }
    }

    /** @param reason absent for whoever is neither the principal nor the one who rejected; {@code yours} for the latter */
    @Schema(name = "LikeRejected")
    public record Like(
            UUID action,
            Instant at,
            boolean yours,
            @Nullable String reason) {
        static Like of(LikeRejected rejected, String person, boolean own) {
            boolean yours = rejected.by().equals(person);
            return new Like(rejected.action(), rejected.at(), yours, own || yours ? rejected.reason() : null);
        }
    }

    /** An action of the same run. */
    @Schema(name = "EarlierAction")
    public record Earlier(UUID id, String sentence, RiskLevel level, ApprovalState state, Instant createdAt) {}

    /**
     * @param supersedes the action that was changed
     * @param by OIDC {@code sub}
     * @param changes every argument that is not what it was
     */
    @Schema(name = "EditOfAction")
    public record Edit(UUID supersedes, String by, Instant at, List<ArgumentChange> changes) {
        public Edit {
            changes = List.copyOf(changes);
        }
    }

    /**
     * @param verdict APPROVED, REJECTED, EXPIRED, CANCELLED or SUPERSEDED
     * @param by the person's {@code sub} or {@code policy:NAME}; absent when nobody did it
     * @param byName what people call them, all of them where it took several; absent with it
     * @param byYou whether it was you
     * @param reason of a rejection
     * @param answer what the person told the agent instead of running it; absent otherwise
     * @param successor the action that takes its place, after an edit; it is there once it is classified
     * @param grantEndsAt when the gateway may no longer begin the call; absent without an approval
     */
    public record DecisionTaken(
            ApprovalState verdict,
            @Nullable String by,
            @Nullable String byName,
            boolean byYou,
            @Nullable String reason,
            @Nullable String answer,
            @Nullable UUID successor,
            @Nullable Instant grantEndsAt,
            Instant at) {}

    /**
     * Members are absent where there is nothing to say.
     *
     * @param claim who says that they look at it
     * @param away how long the principal is out of office; for others only
     * @param remindAt when who may decide is told again
     * @param escalateAt when it goes to {@code escalatesTo}
     * @param escalationReached how many people of these groups could be told; absent until it went there
     */
    @Schema(name = "WhileWaiting")
    public record Waiting(
            @Nullable Claim claim,
            boolean claimedByYou,
            @Nullable Away away,
            @Nullable Instant remindAt,
            @Nullable Instant remindedAt,
            @Nullable Instant escalateAt,
            @Nullable Instant escalatedAt,
            @Nullable Integer escalationReached,
            List<String> escalatesTo) {
        public Waiting {
            escalatesTo = List.copyOf(escalatesTo);
        }

        /** @param note in the person's words; may be empty */
        public record Away(Instant until, @Nullable String note) {}
    }

    /** Whether the approval has ended and no report of the gateway came. */
    public boolean outcomeIsMissing() {
        return outcome != null && Outcome.MISSING.equals(outcome.code());
    }

    /** Whether an outcome came that nobody approved. */
    public boolean ranWithoutApproval() {
        return state.isExecution() && (decision == null || decision.verdict() != ApprovalState.APPROVED);
    }

    /** What a person found. */
    @Schema(name = "Settlement")
    public record Settled(boolean happened, String note, String by, Instant at) {
        static Settled of(Reconciliation found) {
            return found == null ? null : new Settled(found.happened(), found.note(), found.by(), found.at());
        }
    }

    /**
     * What the gateway reported. Absent members: not said.
     *
     * @param code {@code outcome_missing} where no report came before the approval ended
     */
    @Schema(name = "OutcomeOfAction")
    public record Ended(
            @Schema(type = SchemaType.OBJECT) @Nullable JsonNode result,
            @Nullable String code,
            @Nullable String detail,
            @Nullable Instant dispatchedAt,
            @Nullable Instant at) {}
}

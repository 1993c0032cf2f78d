package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.attention.LikeRejected;
import dev.approvalcopilot.approval.halt.Halted;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One row of the inbox.
 *
 * @param sentence what will happen, from the manifest over the bytes
 * @param principal whom the agent acts for
 * @param connection the Auth0 connection whose account would be used
 * @param decidedAt when it left the waiting ones; absent while it waits
 * @param decidedBy the {@code sub} of who decided, or {@code policy:NAME}; absent when nobody did
 * @param decidedByName what people call them; absent with it
 * @param batchable whether this person may approve it together with others
 * @param halted what an operator halted that this action needs; absent when nothing, or when the gateway is done with it
 * @param marks how far it is and who looks at it; absent where one person decides and nobody has said so
 * @param likeRejected the rejection that it is like, while it waits; absent when there is none
 */
public record ActionSummary(
        UUID id,
        ApprovalState state,
        RiskLevel level,
        String sentence,
        String title,
        String tool,
        String connection,
        String agent,
        String principal,
        UUID run,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String decidedByName,
        boolean batchable,
        @Nullable Halted halted,
        @Nullable Marks marks,
        ActionDetail.@Nullable Like likeRejected) {
    /**
     * @param given approvals so far
     * @param needed how many distinct people it takes
     * @param claimedBy who says that they look at it; absent for nobody
     */
    public record Marks(int given, int needed, @Nullable String claimedBy) {}

    /** @param found null for nothing to say */
    ActionSummary marked(Marks found) {
        return new ActionSummary(
                id,
                state,
                level,
                sentence,
                title,
                tool,
                connection,
                agent,
                principal,
                run,
                createdAt,
                expiresAt,
                decidedAt,
                decidedBy,
                decidedByName,
                batchable,
                halted,
                found,
                likeRejected);
    }

    /** The like of a rejected one is decided on its own. @param rejected null for no such one */
    ActionSummary likeRejected(LikeRejected rejected, Caller person) {
        return rejected == null
                ? this
                : new ActionSummary(
                        id,
                        state,
                        level,
                        sentence,
                        title,
                        tool,
                        connection,
                        agent,
                        principal,
                        run,
                        createdAt,
                        expiresAt,
                        decidedAt,
                        decidedBy,
                        decidedByName,
                        false,
                        halted,
                        marks,
                        ActionDetail.Like.of(rejected, person.sub(), principal.equals(person.sub())));
    }

    /** @param names what people are called, by {@code sub} */
    ActionSummary named(UnaryOperator<String> names) {
        return decidedBy == null
                ? this
                : new ActionSummary(
                        id,
                        state,
                        level,
                        sentence,
                        title,
                        tool,
                        connection,
                        agent,
                        principal,
                        run,
                        createdAt,
                        expiresAt,
                        decidedAt,
                        decidedBy,
                        names.apply(decidedBy),
                        batchable,
                        halted,
                        marks,
                        likeRejected);
    }
}

package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.attention.LikeRejected;
import dev.approvalcopilot.approval.halt.Halted;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Instant;
import java.util.UUID;

/**
 * One row of the inbox.
 *
 * @param sentence what will happen, from the manifest over the bytes
 * @param principal whom the agent acts for
 * @param connection the Auth0 connection whose account would be used
 * @param decidedAt when it left the waiting ones; absent while it waits
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
        Instant decidedAt,
        boolean batchable,
        Halted halted,
        Marks marks,
        ActionDetail.Like likeRejected) {
    /**
     * @param given approvals so far
     * @param needed how many distinct people it takes
     * @param claimedBy who says that they look at it; absent for nobody
     */
    public record Marks(int given, int needed, String claimedBy) {}

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
                        false,
                        halted,
                        marks,
                        ActionDetail.Like.of(rejected, person.sub(), principal.equals(person.sub())));
    }
}

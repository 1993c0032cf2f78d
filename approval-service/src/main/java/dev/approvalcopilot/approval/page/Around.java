package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.waiting.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands beside the buttons while an action waits: who looks at it, who is away, what happens when.
 *
 * @param claimed who looks at it, and since when; null for nobody
 * @param mine whether that is who looks at the page
 * @param away null while the principal is there, or is the one who looks
 * @param plans what happens if nobody decides, or has happened
 */
public record Around(Claimed claimed, boolean mine, Away away, List<Plan> plans) {
    /** Nothing to say. */
    static final Around NOTHING = new Around(null, false, null, List.of());

    public Around {
        plans = List.copyOf(plans);
    }

    /** @param by as people know them */
    public record Claimed(InertText by, Stamp since, Stamp until) {}

    public record Away(InertText person, Stamp until, InertText note) {}

    /** @param words before the time */
    public record Plan(InertText words, Stamp at) {}

    static Around of(ActionDetail action, Instant now) {
        var waiting = action.waiting();
        if (waiting == null) {
            return NOTHING;
        }
        var claim = waiting.claim();
        return new Around(
                claim == null ? null : claimed(claim, now),
                waiting.claimedByYou(),
                waiting.away() == null
                        ? null
                        : new Away(
                                InertText.line(action.action().path("principal").asText()),
                                Stamp.of(waiting.away().until(), now),
                                InertText.line(waiting.away().note())),
                plans(waiting, now));
    }

    private static Claimed claimed(Claim claim, Instant now) {
        return new Claimed(InertText.line(claim.name()), Stamp.of(claim.since(), now), Stamp.of(claim.until(), now));
    }

    private static List<Plan> plans(ActionDetail.Waiting waiting, Instant now) {
        var plans = new ArrayList<Plan>();
        if (waiting.remindedAt() != null) {
            plans.add(new Plan(InertText.line("Reminded at"), Stamp.of(waiting.remindedAt(), now)));
        } else if (waiting.remindAt() != null) {
            plans.add(new Plan(InertText.line("Reminder at"), Stamp.of(waiting.remindAt(), now)));
        }
        var groups = String.join(", ", waiting.escalatesTo());
        if (waiting.escalatedAt() != null) {
            boolean nobody = Integer.valueOf(0).equals(waiting.escalationReached());
            plans.add(new Plan(
                    InertText.line("Went to " + groups
                            + (nobody ? ", where nobody could be told (they see it only if they look), at" : " at")),
                    Stamp.of(waiting.escalatedAt(), now)));
        } else if (waiting.escalateAt() != null) {
            plans.add(new Plan(InertText.line("Goes to " + groups + " at"), Stamp.of(waiting.escalateAt(), now)));
        }
        return plans;
    }
}

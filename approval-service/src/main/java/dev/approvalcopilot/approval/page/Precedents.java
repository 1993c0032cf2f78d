package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.ActionDetail.Counts;
import dev.approvalcopilot.approval.inbox.ActionDetail.Past;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How earlier like actions were decided, in words.
 *
 * @param same what became of the very same sentence
 * @param tool what became of all calls of the tool
 */
public record Precedents(String same, String tool, List<Decided> latest) {
    public Precedents {
        latest = List.copyOf(latest);
    }

    /** @param words such as "approved by you, done" */
    public record Decided(UUID id, Stamp at, InertText words) {}

    /** Null for who is not the principal: what else that person decided is not theirs to read. */
    static Precedents of(ActionDetail action, Instant now) {
        var like = action.like();
        if (like == null) {
            return null;
        }
        var principal = action.action().path("principal").asText();
        return new Precedents(
                like.same().all() == 0
                        ? "Exactly this was never decided before."
                        : "Exactly this before: " + words(like.same()),
                like.tool().all() == 0
                        ? "This is the first decision about this tool."
                        : "This tool, whatever the arguments: " + words(like.tool()),
                like.latest().stream()
                        .map(past -> new Decided(
                                past.id(), Stamp.of(past.at(), now), InertText.line(words(past, principal))))
                        .toList());
    }

    private static String words(Counts counts) {
        var words = new ArrayList<String>();
        words.add("approved " + times(counts.approved()));
        words.add("rejected " + times(counts.rejected()));
        if (counts.other() > 0) {
            words.add("expired, cancelled or changed " + times(counts.other()));
        }
        return String.join(", ", words) + ".";
    }

    private static String times(int count) {
        return switch (count) {
            case 0 -> "never";
            case 1 -> "once";
            default -> count + " times";
        };
    }

    private static String words(Past past, String principal) {
        var by = past.by() == null ? "" : " by " + (past.by().equals(principal) ? "you" : past.by());
        var outcome = past.verdict() == ApprovalState.APPROVED && past.state() != ApprovalState.APPROVED
                ? ", " + Words.of(past.state())
                : "";
        return Words.of(past.verdict()) + by + outcome;
    }
}

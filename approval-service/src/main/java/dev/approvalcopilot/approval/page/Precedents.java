package dev.approvalcopilot.approval.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.ActionDetail.Counts;
import dev.approvalcopilot.approval.inbox.ActionDetail.LikeDecisions;
import dev.approvalcopilot.approval.inbox.ActionDetail.Past;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.ArgumentChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How earlier like actions were decided, in words.
 *
 * @param same what became of calls with the very same arguments
 * @param otherText what became of calls of the same target with other arguments; empty where there were none
 * @param unknown that older ones cannot be compared; empty where there are none
 * @param tool what became of all calls of the tool
 * @param compared the latest of {@code otherText}; null where there is none
 * @param differences to that one
 */
public record Precedents(
        String same,
        String otherText,
        String unknown,
        String tool,
        List<Decided> latest,
        Decided compared,
        List<Difference> differences) {
    private static final int MAX_SHOWN = 400;
    private static final int BEFORE_THE_DIFFERENCE = 80;

    public Precedents {
        latest = List.copyOf(latest);
        differences = List.copyOf(differences);
    }

    /** One argument then and now. */
    public record Difference(InertText argument, InertText before, InertText now) {}

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
                same(like),
                like.otherText().all() == 0 ? "" : "The same target with other arguments: " + words(like.otherText()),
                like.unknown() == 0
                        ? ""
                        : (like.unknown() == 1 ? "One older decision" : like.unknown() + " older decisions")
                                + " about this target cannot be compared.",
                tool(like.tool()),
                like.latest().stream()
                        .map(past -> decided(past, principal, now))
                        .toList(),
                like.difference() == null ? null : decided(like.difference().past(), principal, now),
                like.difference() == null
                        ? List.of()
                        : like.difference().changes().stream()
                                .map(Precedents::difference)
                                .toList());
    }

    /** Never is said only where all that was decided could be compared. */
    static String same(LikeDecisions like) {
        if (like.same().all() > 0) {
            return "Exactly this, to the letter: " + words(like.same());
        }
        return like.unknown() == 0 && like.tool().all() < LikeDecisions.MOST
                ? "Exactly this, to the letter, was never decided for you before."
                : "Exactly this, to the letter, is not among the earlier decisions that can be compared.";
    }

    private static String tool(Counts tool) {
        if (tool.all() == 0) {
            return "Nothing was decided for you about this tool before.";
        }
        var which = tool.all() < LikeDecisions.MOST ? "" : ", the latest " + LikeDecisions.MOST;
        return "This tool, whatever the arguments" + which + ": " + words(tool);
    }

    private static Decided decided(Past past, String principal, Instant now) {
        return new Decided(past.id(), Stamp.of(past.at(), now), InertText.line(words(past, principal)));
    }

    private static Difference difference(ArgumentChange change) {
        var before = text(change.before());
        var now = text(change.after());
        int from = Math.max(0, firstDifference(before, now) - BEFORE_THE_DIFFERENCE);
        return new Difference(
                InertText.line(change.argument()),
                InertText.block(part(before, from)),
                InertText.block(part(now, from)));
    }

    private static String text(JsonNode value) {
        if (value == null) {
            return "(none)";
        }
        return value.isTextual() ? value.textValue() : value.toPrettyString();
    }

    private static int firstDifference(String one, String other) {
        int common = Math.min(one.length(), other.length());
        for (int i = 0; i < common; i++) {
            if (one.charAt(i) != other.charAt(i)) {
                return i;
            }
        }
        return common;
    }

    /** As much of a long text as shows what is different first; never half a character. */
    private static String part(String text, int from) {
        int begin = inside(text, from);
        int end = inside(text, Math.min(text.length(), from + MAX_SHOWN));
        return (begin > 0 ? "…" : "") + text.substring(begin, end) + (end < text.length() ? "…" : "");
    }

    private static int inside(String text, int at) {
        boolean half = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
        return Math.min(text.length(), half ? at - 1 : at);
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

    /** @param principal who looks: nobody else is shown precedents */
    static String words(Past past, String principal) {
        var by = past.by() == null ? "" : " by " + (past.by().equals(principal) ? "you" : past.byName());
        var outcome = past.verdict() == ApprovalState.APPROVED && past.state() != ApprovalState.APPROVED
                ? ", " + Words.of(past.state())
                : "";
        return Words.of(past.verdict()) + by + outcome;
    }
}

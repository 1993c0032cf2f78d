package dev.approvalcopilot.audit.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.event.EventType;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** An entry in one sentence. Made from the type, the names people filter by, and words of our own lists; never from prose. */
final class Summary {

    private static final Pattern OWN_WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private Summary() {}

    static String of(Entry entry) {
        return EventType.byName(entry.type())
                .map(type -> of(type, entry))
                .orElse("Something happened that this version cannot put into words.");
    }

    private static String of(EventType type, Entry entry) {
        var data = entry.data();
        return switch (type) {
            case RUN_REQUESTED -> person(entry) + " asked for a run.";
            case RUN_CANCEL_REQUESTED -> person(entry) + " asked that the run stops.";
            case RUN_CHANGED -> run(entry);
            case ACTION_PROPOSED -> agent(entry) + " proposed " + tool(entry) + ".";
            case ACTION_EDITED ->
                data.path("reclassified").asBoolean()
                        ? "What " + agent(entry) + " had proposed for " + tool(entry)
                                + " is judged anew: the policies changed."
                        : "A person changed what " + agent(entry) + " had proposed for " + tool(entry) + ".";
            case ACTION_CLASSIFIED -> classified(entry);
            case POLICIES_IN_FORCE -> "The risk-service judges by the policies that it has loaded now.";
            case ACTION_PENDING -> tool(entry) + " waits for a decision.";
            case ACTION_APPROVED -> approvers(data) + " approved " + tool(entry) + ".";
            case ACTION_REJECTED ->
                name(data.path("by")) + (data.has("answer") ? " answered instead of running " : " rejected ")
                        + tool(entry) + ".";
            case ACTION_EXPIRED -> "Nobody decided on " + tool(entry) + " in time.";
            case ACTION_CANCELLED -> tool(entry) + " was cancelled with its run.";
            case ACTION_SUPERSEDED ->
                name(data.path("by")) + " changed " + tool(entry) + "; another action takes its place.";
            case ACTION_RECONCILED ->
                name(data.path("by")) + " settled " + tool(entry)
                        + (data.path("happened").asBoolean() ? ": it happened." : ": it did not happen.");
            case ACTION_OUTCOME_MISSING -> "No report came of " + tool(entry) + ": it may have happened.";
            case ACTION_APPROVAL_GIVEN ->
                name(data.path("by")) + " approved " + tool(entry) + "; others have to approve it too.";
            case ACTION_CLAIMED -> name(data.path("by")) + " looks at " + tool(entry) + ".";
            case ACTION_RELEASED -> name(data.path("by")) + " no longer looks at " + tool(entry) + ".";
            case ACTION_ACCOUNT_CHOSEN -> name(data.path("by")) + " chose the account for " + tool(entry) + ".";
            case ACTION_ESCALATED ->
                "Nobody decided on " + tool(entry) + " in time: more groups are asked"
                        + (data.path("reached").asInt() == 0 ? ", and nobody there could be told." : ".");
            case PERSON_ABSENCE_SET -> person(entry) + " is out of office for a time.";
            case PERSON_ABSENCE_ENDED -> person(entry) + " is no longer out of office.";
            case PERSON_ACCOUNT_CONNECTED ->
                person(entry) + " connected an account of " + name(data.path("connection")) + ".";
            case PERSON_ACCOUNT_DISCONNECTED ->
                person(entry) + " disconnected an account of " + name(data.path("connection")) + ".";
            case PERSON_DELEGATIONS_CHANGED -> delegations(entry);
            case PERSON_NOTIFICATIONS_CHOSEN -> person(entry) + " chose what to be told.";
            case GRANT_ISSUED -> "A grant for " + tool(entry) + " was issued.";
            case ACTION_DISPATCHING -> "The gateway is about to call " + tool(entry) + ".";
            case ACTION_SUCCEEDED -> tool(entry) + " was done.";
            case ACTION_FAILED -> "The provider said no to " + tool(entry) + ".";
            case ACTION_REFUSED -> "The gateway refused " + tool(entry) + code(data) + ".";
            case ACTION_UNKNOWN -> "Nobody can tell whether " + tool(entry) + " happened.";
            case HALT_CHANGED ->
                name(data.path("by")) + (data.path("halted").asBoolean() ? " halted " : " resumed ")
                        + name(data.path("scope")) + ".";
            case SECURITY -> "Something that should not happen: " + word(data.path("code")) + ".";
            case DEAD_LETTER -> deadLetter(word(data.path("reason")));
        };
    }

    private static String deadLetter(String reason) {
        return switch (reason) {
            case "replayed" -> "An operator had an event tried again that could not be read, and it was taken.";
            case "dropped" -> "An operator dropped an event that could not be read.";
            default -> "An event could not be read: " + reason + ".";
        };
    }

    private static String run(Entry entry) {
        return switch (entry.data().path("change").asText("")) {
            case "STARTED" -> agent(entry) + " began a run.";
            case "STEP" -> "The run went on.";
            case "CANCEL_ASKED" -> "The run was asked to stop.";
            case "ENDED" -> "The run ended: " + word(entry.data().path("ended")) + ".";
            default -> "The run changed.";
        };
    }

    private static String classified(Entry entry) {
        var level = word(entry.data().path("level"));
        return entry.data().path("disposition").asText("").equals("DENY")
                ? tool(entry) + " was denied, level " + level + "."
                : tool(entry) + " is " + level + " and waits for a person.";
    }

    /** Everybody whose yes counted; of older entries the last one. */
    private static String approvers(JsonNode data) {
        var names = StreamSupport.stream(data.path("approvers").spliterator(), false)
                .map(approver -> name(approver.path("by")))
                .toList();
        return names.isEmpty() ? name(data.path("by")) : String.join(" and ", names);
    }

    private static String delegations(Entry entry) {
        var names = StreamSupport.stream(entry.data().path("delegations").spliterator(), false)
                .map(delegation -> name(delegation.path("to")))
                .distinct()
                .toList();
        return names.isEmpty()
                ? "Nobody decides for " + person(entry) + " any more."
                : String.join(" and ", names) + (names.size() == 1 ? " decides" : " decide") + " for " + person(entry)
                        + " for a time.";
    }

    private static String person(Entry entry) {
        return Objects.requireNonNullElse(entry.principal(), "Somebody");
    }

    private static String agent(Entry entry) {
        return "Agent " + Objects.requireNonNullElse(entry.agent(), "unknown");
    }

    private static String tool(Entry entry) {
        return Objects.requireNonNullElse(entry.tool(), "An action");
    }

    private static String name(JsonNode value) {
        return Names.accepted(value).orElse("Somebody");
    }

    private static String code(JsonNode data) {
        return data.has("code") ? " (" + word(data.path("code")) + ")" : "";
    }

    private static String word(JsonNode value) {
        var text = value.asText("");
        return OWN_WORD.matcher(text).matches() ? text.toLowerCase(Locale.ROOT).replace('_', ' ') : "unknown";
    }
}

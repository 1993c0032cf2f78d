package dev.approvalcopilot.contracts.event;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.classification.ClassificationClaims;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.identity.Agent;
import dev.approvalcopilot.contracts.identity.Principal;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The table of limits: how large each member of every event may be. The writer's outbox keeps to it and each reader applies it
 * again, because a writer can be broken into. A member has the same limit in every event; texts count in UTF-16 units. What comes
 * over HTTP has its part of the table in {@link BodyLimits}.
 */
public final class EventLimits {

    /** Bytes of a record on a topic, with its headers. The broker refuses more; a reader holds a few at once. */
    public static final int RECORD_BYTES = 512 * 1024;

    /** Bytes of an event's JSON: the longest action, grant and result fit several times; headers need the rest of a record. */
    public static final int EVENT_BYTES = 500_000;

    /** Before this no event of ours can have happened; a clock that is not set says 1970. */
    public static final Instant EARLIEST = Instant.EPOCH;

    /** Far beyond every expiry, and within what every database and every client can say. */
    public static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    /** No wait that a policy can name is longer. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** A limit with its reason. */
    public record Limit(int most, String reason) {}

    private static final Limit SUB =
            new Limit(Principal.MAX_LENGTH, "OIDC Core bounds sub at 255; it stands in indexes");
    private static final Limit NAME = new Limit(255, "a name that people read on one line; it stands in indexes");
    private static final Limit CODE = new Limit(100, "a word from a list");
    private static final Limit WORDS = new Limit(4000, "what a person reads before or after a decision");
    private static final Limit SENTENCES = new Limit(2000, "some sentences of a person or a policy");

    private static final Map<String, Limit> TEXTS = Map.ofEntries(
            entry("principal", SUB),
            entry("by", new Limit(300, "a sub, or policy: and a name")),
            entry("agent", new Limit(Agent.MAX_LENGTH, "as long as a person's; it stands in indexes")),
            entry("tool", NAME),
            entry("scope", new Limit(300, "the kind of a halt and a name")),
            entry("groups", NAME),
            entry("origins", NAME),
            entry("policy", NAME),
            entry("topic", NAME),
            entry("connection", NAME),
            entry("account", NAME),
            entry("replaces", NAME),
            entry("timeZone", new Limit(Whereabouts.MAX_TIME_ZONE, "twice the longest name in the IANA database")),
            entry("locale", new Limit(Whereabouts.MAX_LOCALE, "RFC 5646 says that a tag should fit into it")),
            entry("goal", WORDS),
            entry("answer", WORDS),
            entry("rationale", WORDS),
            entry("impact", WORDS),
            entry("detail", WORDS),
            entry("text", SENTENCES),
            entry("alternative", SENTENCES),
            entry("reason", SENTENCES),
            entry("note", SENTENCES),
            entry("code", CODE),
            entry("grantId", CODE),
            entry("grant", new Limit(GrantClaims.MAX_LENGTH, "the longest grant that the gateway looks at")),
            entry(
                    "classification",
                    new Limit(ClassificationClaims.MAX_LENGTH, "the longest classification that is looked at")),
            entry(
                    "result",
                    new Limit(80_000, "a manifest's largest result, 64 KiB, with what says that there is more")));

    /** Texts with a form besides the length. */
    private static final Map<String, Predicate<String>> FORMS =
            Map.of("principal", Principal::holds, "agent", Agent::holds);

    /** For a member of which the table does not know yet. */
    private static final Limit OTHER_TEXT = new Limit(2000, "not named in the table");

    private static final Map<String, Limit> COUNTS = Map.ofEntries(
            entry("reasons", new Limit(100, "more than a signed classification can hold")),
            entry("groups", new Limit(50, "more groups than anybody can be asked to bring together")),
            entry("origins", new Limit(200, "more arguments than a tool has")));

    private static final Limit OTHER_COUNT = new Limit(100, "not named in the table");

    /** What an event says nothing without. */
    private static final Map<Class<? extends Record>, Set<String>> NEEDED = Map.ofEntries(
            entry(ActionRef.class, Set.of("id", "digest", "run", "principal", "agent", "tool")),
            entry(RunChanged.class, Set.of("run", "principal", "agent", "change", "at")),
            entry(RunRequested.class, Set.of("run", "principal", "agent", "goal", "at")),
            entry(RunCancelRequested.class, Set.of("run", "principal", "at")),
            entry(ActionProposed.class, Set.of("id", "action", "rationale", "at")),
            entry(ActionEdited.class, Set.of("id", "action", "rationale", "at")),
            entry(
                    ActionClassified.class,
                    Set.of("proposal", "digest", "level", "disposition", "impact", "obligations", "policy", "at")),
            entry(ActionClassified.Reason.class, Set.of("code", "text", "policy")),
            entry(ActionClassified.Obligations.class, Set.of("expiry", "dwell")),
            entry(ActionClassified.Escalation.class, Set.of("after")),
            entry(HaltChanged.class, Set.of("scope", "reason", "by", "at")));

    private EventLimits() {}

    /** Whether a time is one that an event may name. */
    public static boolean holds(Instant time) {
        return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
    }

    /** The first words of a text, within the limit of a member. */
    public static String cut(String member, String text) {
        int most = text(member).most();
        if (text == null || text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    /** The limit of a text. */
    static Limit text(String member) {
        return TEXTS.getOrDefault(member, OTHER_TEXT);
    }

    /** The texts that have a limit of their own. */
    static Set<String> namedTexts() {
        return TEXTS.keySet();
    }

    /**
     * The first member that is beyond its limit or missing, as snake_case: {@code principal_too_long}, {@code groups_too_many},
     * {@code dwell_out_of_range}, {@code code_missing}, {@code principal_malformed}.
     */
    public static Optional<String> violation(Event event) {
        return record((Record) event);
    }

    private static Optional<String> record(Record record) {
        return Stream.of(record.getClass().getRecordComponents())
                .map(component -> member(record, component))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> member(Record record, RecordComponent component) {
        var value = value(record, component);
        if (value == null) {
            return NEEDED.getOrDefault(record.getClass(), Set.of()).contains(component.getName())
                    ? broken(component.getName(), "missing")
                    : Optional.empty();
        }
        return value(component.getName(), value);
    }

    private static Optional<String> value(String member, Object value) {
        return switch (value) {
            case String text ->
                within(member, text.length(), text(member), "too_long").or(() -> formed(member, text));
            case HaltScope scope -> within(member, scope.toString().length(), text(member), "too_long");
            case JsonNode tree -> within(member, tree.toString().length(), text(member), "too_long");
            case Instant time -> holds(time) ? Optional.empty() : broken(member, "out_of_range");
            case Duration duration ->
                duration.isNegative() || duration.compareTo(LONGEST) > 0
                        ? broken(member, "out_of_range")
                        : Optional.empty();
            case Collection<?> list -> all(member, list);
            case Map<?, ?> map -> all(member, map.keySet());
            case Record nested when nested.getClass().getPackage() == EventLimits.class.getPackage() -> record(nested);
            default -> Optional.empty();
        };
    }

    private static Optional<String> all(String member, Collection<?> elements) {
        return within(member, elements.size(), COUNTS.getOrDefault(member, OTHER_COUNT), "too_many")
                .or(() -> List.copyOf(elements).stream()
                        .map(element -> value(member, element))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<String> within(String member, int found, Limit limit, String violation) {
        return found <= limit.most() ? Optional.empty() : broken(member, violation);
    }

    private static Optional<String> formed(String member, String text) {
        return FORMS.getOrDefault(member, _ -> true).test(text) ? Optional.empty() : broken(member, "malformed");
    }

    private static Optional<String> broken(String member, String violation) {
        var name = member.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return Optional.of(name + "_" + violation);
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an event's members are public", e);
        }
    }
}

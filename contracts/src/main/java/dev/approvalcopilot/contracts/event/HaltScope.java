package dev.approvalcopilot.contracts.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.approvalcopilot.contracts.identity.Agent;
import dev.approvalcopilot.contracts.identity.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a halt stops. Written {@code all}, {@code connection:slack}, {@code tool:slack.post_message}, {@code agent:planner} or
 * {@code person:auth0|ada}.
 *
 * @param name of the one that is stopped; empty for ALL
 */
public record HaltScope(Kind kind, String name) {

    /** Everything, whatever its names. */
    public static final HaltScope ALL = new HaltScope(Kind.ALL, "");

    private static final int MAX_NAME = 200;

    private static final String FORM = "A scope is all, connection:NAME, tool:NAME, agent:NAME or person:SUB.";

    public enum Kind {
        ALL,
        CONNECTION,
        TOOL,
        /** See {@link Agent}. */
        AGENT,
        /** See {@link Principal}. */
        PERSON
    }

    public HaltScope {
        Objects.requireNonNull(kind);
        fault(kind, name).ifPresent(words -> {
            throw new IllegalArgumentException(words);
        });
    }

    private static Optional<String> fault(Kind kind, String name) {
        return switch (kind) {
            case ALL -> name.isEmpty() ? Optional.empty() : Optional.of(FORM);
            case CONNECTION, TOOL -> name.isBlank() || name.length() > MAX_NAME ? Optional.of(FORM) : Optional.empty();
            case AGENT -> Agent.fault(name);
            case PERSON -> Principal.fault(name);
        };
    }

    /** @throws IllegalArgumentException when it is no scope, in words for people that do not quote it */
    @JsonCreator
    public static HaltScope parse(String text) {
        int colon = text.indexOf(':');
        var kind = colon < 0 ? text : text.substring(0, colon);
        return Stream.of(Kind.values())
                .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(kind))
                .findFirst()
                .map(k -> new HaltScope(k, colon < 0 ? "" : text.substring(colon + 1)))
                .orElseThrow(() -> new IllegalArgumentException(FORM));
    }

    /** Every scope whose halt stops such an action. */
    public static List<HaltScope> covering(String connection, String tool, String agent, String person) {
        return List.of(
                ALL,
                new HaltScope(Kind.CONNECTION, connection),
                new HaltScope(Kind.TOOL, tool),
                new HaltScope(Kind.AGENT, agent),
                new HaltScope(Kind.PERSON, person));
    }

    @JsonValue
    @Override
    public String toString() {
        var word = kind.name().toLowerCase(Locale.ROOT);
        return kind == Kind.ALL ? word : word + ":" + name;
    }
}

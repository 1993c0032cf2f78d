package dev.approvalcopilot.contracts.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

    public enum Kind {
        ALL,
        CONNECTION,
        TOOL,
        AGENT,
        /** By OIDC {@code sub}. */
        PERSON
    }

    public HaltScope {
        Objects.requireNonNull(kind);
        if (name.isBlank() != (kind == Kind.ALL) || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("a halt of " + kind + " cannot have that name");
        }
    }

    /** @throws IllegalArgumentException when it is no scope */
    @JsonCreator
    public static HaltScope parse(String text) {
        int colon = text.indexOf(':');
        var kind = colon < 0 ? text : text.substring(0, colon);
        return Stream.of(Kind.values())
                .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(kind))
                .findFirst()
                .map(k -> new HaltScope(k, colon < 0 ? "" : text.substring(colon + 1)))
                .orElseThrow(() -> new IllegalArgumentException("no halt has that scope"));
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

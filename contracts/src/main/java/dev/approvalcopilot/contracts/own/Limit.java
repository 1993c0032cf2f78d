package dev.approvalcopilot.contracts.own;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.identity.Agent;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's own hard limit: what no agent may do for them, whoever approves it. Who it names by agent, tool and connection is
 * meant where all named fit; where it names an argument, only what lies outside the bound is meant.
 *
 * @param id of the action that set it
 * @param agent see {@link Agent}; null: whichever
 * @param tool name of a manifest; null: whichever
 * @param connection as manifests name it; null: whichever
 * @param argument name of a top-level argument; null: whatever the arguments
 * @param max what the argument must not exceed; null where {@code allowed} bounds it
 * @param allowed what the argument may be; null where {@code max} bounds it
 */
public record Limit(
        UUID id,
        @Nullable String agent,
        @Nullable String tool,
        @Nullable String connection,
        @Nullable String argument,
        @Nullable BigDecimal max,
        @Nullable List<String> allowed) {

    /** Of one person. */
    public static final int MAX_A_PERSON = 30;

    private static final int MAX_ALLOWED = 10;
    private static final int MAX_TEXT = 100;

    /** @throws IllegalArgumentException when it would say nothing, or two things */
    public Limit {
        require(id != null, "id");
        require(agent != null || tool != null || connection != null, "agent, tool or connection");
        require(agent == null || Agent.holds(agent), "agent");
        require(isShort(tool) && isShort(connection) && isShort(argument), "a name");
        require((argument == null) == (max == null && allowed == null), "argument and its bound");
        require(max == null || allowed == null, "max or allowed");
        allowed = allowed == null ? null : List.copyOf(allowed);
        require(allowed == null || !allowed.isEmpty() && allowed.size() <= MAX_ALLOWED, "allowed");
        require(allowed == null || allowed.stream().allMatch(Limit::isShort), "allowed");
        max = max == null ? null : plain(max);
    }

    /** @param agent of the action, as are the others */
    public boolean forbids(String agent, String tool, String connection, ObjectNode arguments) {
        boolean meant = fits(this.agent, agent) && fits(this.tool, tool) && fits(this.connection, connection);
        return meant && (argument == null || !holds(arguments));
    }

    private boolean holds(ObjectNode arguments) {
        var value = arguments.path(argument);
        return max != null ? Bound.atMost(max, value) : Bound.oneOf(allowed, value);
    }

    /** For people, and for the action that removes it: "the tool gmail.send_message, unless to is one of: @acme.example". */
    public String words() {
        var words = new StringBuilder();
        append(words, "the agent ", agent);
        append(words, "the tool ", tool);
        append(words, "the connection ", connection);
        if (max != null) {
            words.append(", whenever ")
                    .append(argument)
                    .append(" is more than ")
                    .append(max.toPlainString());
        }
        if (allowed != null) {
            words.append(", unless ").append(argument).append(" is one of: ").append(String.join(", ", allowed));
        }
        return words.toString();
    }

    private static void append(StringBuilder words, String before, String name) {
        if (name != null) {
            words.append(words.isEmpty() ? "" : " with ").append(before).append(name);
        }
    }

    private static boolean fits(String named, String actual) {
        return named == null || named.equals(actual);
    }

    private static boolean isShort(String text) {
        return text == null || !text.isBlank() && text.length() <= MAX_TEXT;
    }

    /** One written form a number: 1E+2 and 100 are the same limit. */
    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static void require(boolean holds, String member) {
        if (!holds) {
            throw new IllegalArgumentException("a limit: " + member);
        }
    }
}

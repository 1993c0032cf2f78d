package dev.approvalcopilot.approval.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.text.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The arguments of an action, every one whole. What is long or high is folded, with its size said first, and so is what would
 * push the rest out of sight: little below is hidden by much above.
 */
public record Payload(List<Argument> arguments) {
    private static final int MANY_VALUES = 12;

    /** So many lines of unfolded arguments are seen by who scrolls to the decision; what comes after them is opened. */
    private static final int OPEN_LINES = 48;

    private static final Pattern LINK = Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]{1,20}://|\\bwww\\.");

    /**
     * @param origin where it came from, as the agent says
     * @param size of a list or object, such as "3 items"; empty for a single value
     * @param folded whether it waits to be opened
     */
    public record Argument(InertText name, String origin, String size, boolean folded, List<Value> values) {
        public Argument {
            values = List.copyOf(values);
        }

        /** What is seen of it without opening anything. */
        private long lines() {
            return folded ? 1 : 1 + values.stream().mapToLong(Value::lines).sum();
        }

        private Argument fold() {
            boolean one = size.isEmpty();
            return new Argument(
                    name,
                    origin,
                    size,
                    !one,
                    one ? values.stream().map(value -> value.folded(true)).toList() : values);
        }

        private Argument unfold() {
            return new Argument(
                    name,
                    origin,
                    size,
                    false,
                    values.stream().map(value -> value.folded(false)).toList());
        }

        Findings all() {
            return values.stream()
                    .map(value -> value.path.findings().plus(value.text.findings()))
                    .reduce(name.findings(), Findings::plus);
        }

        /** What was found in it, for the line above; empty when nothing. */
        public String found() {
            return InertText.sentence(all()).orElse("");
        }
    }

    /**
     * One leaf.
     *
     * @param path below the argument, such as {@code [2].title}; empty for the argument itself
     * @param type empty for text, else "number", "yes or no", "nothing", "empty text", …
     * @param size "4,812 characters, 3 links"
     */
    public record Value(InertText path, InertText text, String type, String size, boolean folded) {
        private long lines() {
            return folded ? 1 : 1 + Height.lines(path.toString()) + Height.lines(text.toString());
        }

        private Value folded(boolean whether) {
            return new Value(path, text, type, size, whether);
        }
    }

    public Payload {
        arguments = List.copyOf(arguments);
    }

    public static Payload of(ObjectNode arguments, Map<String, Origin> origins) {
        return of(arguments, origins, true);
    }

    /** @param own whether the agent acts for who reads it */
    static Payload of(ObjectNode arguments, Map<String, Origin> origins, boolean own) {
        long lines = 0;
        var all = new ArrayList<Argument>();
        for (var member : arguments.properties()) {
            var argument = argument(member.getKey(), member.getValue(), origins.get(member.getKey()), own);
            lines += argument.lines();
            all.add(lines > OPEN_LINES ? argument.fold() : argument);
        }
        return new Payload(all);
    }

    /** For who has said that they read all of it. */
    Payload unfolded() {
        return new Payload(arguments.stream().map(Argument::unfold).toList());
    }

    /** What was found in all of it. */
    Findings findings() {
        return arguments.stream().map(Argument::all).reduce(Findings.NONE, Findings::plus);
    }

    private static Argument argument(String name, JsonNode value, Origin origin, boolean own) {
        var values = new ArrayList<Value>();
        collect("", value, values);
        return new Argument(InertText.line(name), words(origin, own), size(value), values.size() > MANY_VALUES, values);
    }

    private static void collect(String path, JsonNode value, List<Value> into) {
        if (value.isArray() && !value.isEmpty()) {
            for (int i = 0; i < value.size(); i++) {
                collect(path + "[" + (i + 1) + "]", value.get(i), into);
            }
        } else if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(member -> collect(path + "." + member.getKey(), member.getValue(), into));
        } else {
            into.add(leaf(path, value));
        }
    }

    private static Value leaf(String path, JsonNode value) {
        var text = value.isContainerNode() ? value.toString() : value.isNull() ? "" : value.asText();
        int length = text.codePointCount(0, text.length());
        var marked = InertText.block(text);
        return new Value(
                InertText.line(path),
                marked,
                type(value),
                characters(length, LINK.matcher(text).results().count()),
                Height.isLong(marked.toString()));
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue().isEmpty() ? "empty text" : "";
            case NUMBER -> "number";
            case BOOLEAN -> "yes or no";
            case NULL -> "nothing";
            case ARRAY -> "empty list";
            case OBJECT -> "empty object";
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON");
        };
    }

    private static String characters(int length, long links) {
        return counted(length, "character", "characters") + (links == 0 ? "" : ", " + counted(links, "link", "links"));
    }

    private static String size(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> counted(value.size(), "item", "items");
            case OBJECT -> counted(value.size(), "member", "members");
            case STRING, NUMBER, BOOLEAN, NULL -> "";
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON");
        };
    }

    private static String counted(long count, String one, String many) {
        return String.format(Locale.ENGLISH, "%,d %s", count, count == 1 ? one : many);
    }

    /** Where a value came from, as the agent says. */
    static String words(Origin origin, boolean own) {
        return switch (origin) {
            case null -> "origin not stated";
            case TYPED -> own ? "you typed it" : "typed by the person it acts for";
            case EDITED ->
                own
                        ? "you typed it when you changed an earlier action"
                        : "typed by the person it acts for, when they changed an earlier action";
            case ANSWERED -> own ? "you wrote it in an answer" : "written in an answer by the person it acts for";
            case TOOL_RESULT -> "from a tool result";
            case MODEL -> "from the model";
        };
    }
}

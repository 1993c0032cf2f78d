package dev.approvalcopilot.contracts.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text with {@code {argument}} placeholders. Plain substitution: what an argument holds is never read as a template. */
public final class TextTemplate {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)]");

    private TextTemplate() {}

    /**
     * For people: a part in square brackets is left out where an argument in it is absent or empty, and what stands behind a
     * bar in it takes its place. Then as {@link #render}.
     */
    public static String tell(String template, ObjectNode arguments) {
        var whole = OPTIONAL.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(part(match.group(1), arguments)));
        return render(whole, arguments);
    }

    private static String part(String part, ObjectNode arguments) {
        int bar = part.indexOf('|');
        var first = bar < 0 ? part : part.substring(0, bar);
        boolean told = placeholders(first).stream()
                .noneMatch(name -> text(arguments.path(name)).isEmpty());
        if (told) {
            return first;
        }
        return bar < 0 ? "" : part.substring(bar + 1);
    }

    /** Fills in; an absent argument leaves an empty place. */
    public static String render(String template, ObjectNode arguments) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(text(arguments.path(match.group(1)))));
    }

    /** The names that the template asks for, in order. */
    public static List<String> placeholders(String template) {
        return PLACEHOLDER
                .matcher(template)
                .results()
                .map(TextTemplate::name)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String name(MatchResult match) {
        return match.group(1);
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            var parts = new ArrayList<String>();
            value.forEach(element -> parts.add(text(element)));
            return String.join(", ", parts);
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}

package dev.approvalcopilot.contracts.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a list says of its rest, as the agent reads it: that there is one, and the argument that asks for it. */
final class NextPage {

    private static final int MAX_CURSOR_LENGTH = 2048;
    private static final Pattern NEXT =
            Pattern.compile("<([^<>]*)>[^<,]*;\\s*rel=\"?next\"?", Pattern.CASE_INSENSITIVE);

    private NextPage() {}

    /** @param link the answer's header {@code Link} (RFC 8288); empty for none */
    static Optional<ObjectNode> of(JsonNode answer, String link, ToolManifest tool) {
        var more = tool.result().more();
        if (more == null) {
            return Optional.empty();
        }
        if (more.pointer() != null) {
            var cursor = answer.at(more.pointer()).asText("");
            return cursor.isEmpty() ? Optional.empty() : Optional.of(element(cursor, tool));
        }
        var next = NEXT.matcher(link);
        return next.find() ? Optional.of(element(parameter(next.group(1), more.link()), tool)) : Optional.empty();
    }

    /** A cursor that cannot be handed on unchanged is left out; that the list goes on is said all the same. */
    private static ObjectNode element(String cursor, ToolManifest tool) {
        var element = JsonNodeFactory.instance.objectNode().put(FittedResult.THERE_IS_MORE, true);
        boolean usable = !cursor.isEmpty()
                && cursor.length() <= MAX_CURSOR_LENGTH
                && TokenShapes.scrub(cursor).equals(cursor);
        if (usable) {
            var argument = tool.result().more().argument();
            put(element.putObject("ask_again_with"), argument, cursor, tool);
        }
        return element;
    }

    private static void put(ObjectNode arguments, String name, String cursor, ToolManifest tool) {
        var type = tool.arguments().path("properties").path(name).path("type").asText();
        if (type.equals("integer") && cursor.matches("[0-9]{1,9}")) {
            arguments.put(name, Integer.parseInt(cursor));
        } else {
            arguments.put(name, cursor);
        }
    }

    private static String parameter(String address, String name) {
        int query = address.indexOf('?');
        for (var pair : query < 0 ? new String[0] : address.substring(query + 1).split("&")) {
            if (pair.startsWith(name + "=")) {
                return decode(pair.substring(name.length() + 1));
            }
        }
        return "";
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

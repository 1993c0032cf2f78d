package dev.approvalcopilot.local.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Failure;
import dev.approvalcopilot.local.http.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers that a provider may give to a tool's call, each under what it is. */
public final class Samples {

    private static final List<Integer> STATUSES = List.of(400, 401, 403, 404, 409, 410, 422, 429, 500, 502, 503);

    private Samples() {}

    /** @param success body of a success, as the provider documents it; null for one made of what the manifest names */
    public static Map<String, Answer> of(ToolManifest tool, JsonNode success) {
        var samples = new LinkedHashMap<String, Answer>();
        samples.put("200", Answer.json(200, success == null ? success(tool) : success, next(tool)));
        if (tool.failure() != null) {
            noes(tool, samples);
        }
        samples.put("301 to another place", Answer.json(301, Answer.object(), Map.of("Location", elsewhere(tool))));
        for (int status : STATUSES) {
            samples.put(Integer.toString(status), Answer.json(status, Answer.object()));
        }
        samples.put("403 with Retry-After", Answer.json(403, Answer.object(), Map.of("Retry-After", "30")));
        samples.put("no answer", new Answer.Dropped());
        return samples;
    }

    private static void noes(ToolManifest tool, Map<String, Answer> samples) {
        var words = new LinkedHashMap<String, Boolean>();
        if (tool.nothingHappened() != null) {
            tool.nothingHappened().words().forEach(word -> words.put(word, true));
        }
        words.put("a_word_that_no_list_has", false);
        words.keySet().forEach(word -> samples.put("200, " + word, Answer.json(200, no(tool.failure(), word))));
    }

    private static ObjectNode no(Failure failure, String word) {
        var body = Answer.object();
        put(body, failure.pointer(), failure.equals());
        put(body, failure.code(), TextNode.valueOf(word));
        return body;
    }

    private static JsonNode success(ToolManifest tool) {
        var result = tool.result();
        var shown = Answer.object();
        result.fields().forEach((name, pointer) -> put(shown, pointer, TextNode.valueOf("some " + name)));
        if (result.list() == null) {
            sayYes(shown, tool);
            return shown;
        }
        var list = Answer.MAPPER.createArrayNode().add(shown);
        return result.list().isEmpty() ? list : around(list, tool);
    }

    private static ObjectNode around(ArrayNode list, ToolManifest tool) {
        var body = Answer.object();
        put(body, tool.result().list(), list);
        var more = tool.result().more();
        if (more != null && more.pointer() != null) {
            put(body, more.pointer(), TextNode.valueOf("some-cursor"));
        }
        sayYes(body, tool);
        return body;
    }

    private static void sayYes(ObjectNode body, ToolManifest tool) {
        var failure = tool.failure();
        if (failure != null) {
            put(body, failure.pointer(), BooleanNode.valueOf(!failure.equals().asBoolean()));
        }
    }

    private static Map<String, String> next(ToolManifest tool) {
        var more = tool.result().more();
        return more == null || more.link() == null
                ? Map.of()
                : Map.of("Link", "<" + tool.request().base() + "/?" + more.link() + "=2>; rel=\"next\"");
    }

    private static String elsewhere(ToolManifest tool) {
        return tool.request().base() + "/another/place";
    }

    /** Of a JSON pointer; what is missing on the way becomes an object. */
    private static void put(ObjectNode body, String pointer, JsonNode value) {
        var steps = pointer.substring(1).split("/");
        var at = body;
        for (int i = 0; i < steps.length - 1; i++) {
            at = at.path(steps[i]).isObject() ? (ObjectNode) at.path(steps[i]) : at.putObject(steps[i]);
        }
        at.set(steps[steps.length - 1], value);
    }
}

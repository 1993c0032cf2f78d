package dev.approvalcopilot.contracts.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Cuts a reduced result to a size, never through an element, and says what it left out. A list that was cut begins with
 * <code>{"there_is_more": true, "omitted": n, "ask_again": "…"}</code>. It no longer names the next page's cursor: who followed
 * it would never see what was left out of this page.
 */
public final class FittedResult {

    static final String THERE_IS_MORE = "there_is_more";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String OMITTED = "omitted";

    /** What is said of a list takes this at most. */
    private static final int LIST_HEAD = 240;

    /** What is said inside an element takes this at most. */
    private static final int COUNT = 24;

    private final ToIntFunction<JsonNode> size;

    private FittedResult(ToIntFunction<JsonNode> size) {
        this.size = size;
    }

    /**
     * @param limit of the whole; what is said of a list that was cut stands there even where the limit has no room for it
     * @param size how a value is measured as JSON text: in bytes or in characters
     */
    public static JsonNode of(JsonNode result, int limit, ToIntFunction<JsonNode> size) {
        if (size.applyAsInt(result) <= limit) {
            return result;
        }
        var fitting = new FittedResult(size);
        return result instanceof ArrayNode list ? fitting.list(list, limit) : fitting.cut(result, limit);
    }

    private ArrayNode list(ArrayNode all, int limit) {
        int first = all.path(0).has(THERE_IS_MORE) ? 1 : 0;
        int head = first == 0 ? 0 : measure(all.get(0)) + 1;
        // A single element is cut instead of left out, so that a cursor behind it stays true.
        int reserved = all.size() == first + 1 ? head : Math.max(head, LIST_HEAD);
        var shown = JSON.arrayNode();
        int cut = addWhatFits(all, first, limit - 2 - reserved, shown);
        if (cut > 0) {
            return shown.insert(
                    0, cutHead(shown.size(), cut + all.path(0).path(OMITTED).asInt()));
        }
        return first == 0 ? shown : shown.insert(0, all.get(0));
    }

    private static ObjectNode cutHead(int shown, int omitted) {
        return JSON.objectNode()
                .put(THERE_IS_MORE, true)
                .put(OMITTED, omitted)
                .put(
                        "ask_again",
                        "Only the first %d of these %d are shown. Ask for the same page again with fewer at a time, or ask more narrowly."
                                .formatted(shown, shown + omitted));
    }

    /** Whole elements; only a first one that is too large by itself is cut. Gives how many are left out. */
    private int addWhatFits(ArrayNode all, int first, int room, ArrayNode shown) {
        int left = room;
        for (int i = first; i < all.size(); i++) {
            var element = i == first ? cut(all.get(i), left - 1) : all.get(i);
            left -= measure(element) + 1;
            if (left < 0) {
                return all.size() - i;
            }
            shown.add(element);
        }
        return 0;
    }

    private JsonNode cut(JsonNode value, int limit) {
        if (measure(value) <= limit) {
            return value;
        }
        return switch (value.getNodeType()) {
            case STRING -> text(value.textValue(), limit);
            case ARRAY -> array((ArrayNode) value, limit);
            case OBJECT -> object((ObjectNode) value, limit);
            case NUMBER, BOOLEAN, NULL, BINARY, MISSING, POJO -> value;
        };
    }

    private JsonNode text(String text, int limit) {
        for (int end = Math.min(text.length(), Math.max(limit, 0)); ; ) {
            boolean cutsCharacter = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
            var shorter = JSON.textNode(text.substring(0, cutsCharacter ? end - 1 : end) + "…");
            int measured = measure(shorter);
            if (measured <= limit || end == 0) {
                return shorter;
            }
            end = Math.min(end - 1, (int) ((long) end * Math.max(limit, 0) / measured));
        }
    }

    private ArrayNode array(ArrayNode all, int limit) {
        var shown = JSON.arrayNode();
        int omitted = addWhatFits(all, 0, limit - 2 - COUNT, shown);
        return omitted == 0 ? shown : shown.add(JSON.objectNode().put(OMITTED, omitted));
    }

    /** The small members whole; the large ones share what they leave. */
    private ObjectNode object(ObjectNode all, int limit) {
        var smallestFirst = all.properties().stream()
                .sorted(Comparator.comparingInt(member -> measure(member.getValue())))
                .toList();
        var kept = new HashMap<String, JsonNode>();
        int left = limit - 2 - COUNT;
        int toCome = smallestFirst.size();
        for (Map.Entry<String, JsonNode> member : smallestFirst) {
            int name = measure(JSON.textNode(member.getKey())) + 2;
            int share = left / toCome--;
            var value = cut(member.getValue(), share - name);
            if (name + measure(value) <= share) {
                kept.put(member.getKey(), value);
                left -= name + measure(value);
            }
        }
        var fitted = JSON.objectNode();
        all.fieldNames().forEachRemaining(name -> {
            if (kept.containsKey(name)) {
                fitted.set(name, kept.get(name));
            }
        });
        int omitted = all.size() - kept.size();
        return omitted == 0 ? fitted : fitted.put(OMITTED, omitted);
    }

    private int measure(JsonNode value) {
        return size.applyAsInt(value);
    }
}

package dev.approvalcopilot.risk.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import dev.cel.common.values.NullValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a policy can see of one action. The names are those of {@link Expression#VARIABLES}. The arguments have passed the
 * tool's schema; connection and scopes are the manifest's, because an action that names others is refused before.
 */
public record Facts(
        ToolManifest manifest, String principal, String agent, ObjectNode arguments, History history, Instant now) {

    Map<String, Object> asVariables() {
        return Map.ofEntries(
                Map.entry("action.tool", manifest.name()),
                Map.entry("action.connection", manifest.connection()),
                Map.entry("action.principal", principal),
                Map.entry("action.agent", agent),
                Map.entry("action.scopes", manifest.scopes()),
                Map.entry("action.arguments", value(arguments)),
                Map.entry("action.texts", texts(arguments)),
                Map.entry("manifest.riskFloor", manifest.riskFloor().name()),
                Map.entry("manifest.effect", manifest.effect().name()),
                Map.entry("manifest.reversibility", manifest.reversibility().name()),
                Map.entry("history.sameToolLastHour", history.sameToolLastHour()),
                Map.entry("history.firstUseByAgent", history.firstUseByAgent()),
                Map.entry("now", now));
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                var map = new LinkedHashMap<String, Object>();
                node.properties().forEach(member -> map.put(member.getKey(), value(member.getValue())));
                yield map;
            }
            case ARRAY -> {
                var list = new ArrayList<Object>();
                node.forEach(element -> list.add(value(element)));
                yield list;
            }
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.isIntegralNumber() ? node.longValue() : (Object) node.doubleValue();
            case NULL -> NullValue.NULL_VALUE;
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON");
        };
    }

    /** Every string in the arguments, however deep: what a policy about wording must not miss. */
    private static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        collect(node, texts);
        return texts;
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.textValue());
        } else {
            node.forEach(child -> collect(child, texts));
        }
    }
}

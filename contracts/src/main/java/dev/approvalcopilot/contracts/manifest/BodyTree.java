package dev.approvalcopilot.contracts.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * The body of a request: a leaf that is exactly <code>{argument}</code> becomes the argument's JSON value, an absent one
 * takes its member along, and <code>{"$mime":{to,subject,text}}</code> becomes a mail in base64url. Everything else stands
 * as the manifest says it.
 */
final class BodyTree {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern LEAF = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final String MIME = "$mime";

    private BodyTree() {}

    static JsonNode fill(JsonNode template, ObjectNode arguments) throws UnrenderableRequest {
        return switch (template.getNodeType()) {
            case OBJECT -> template.has(MIME) ? mail(template, arguments) : object(template, arguments);
            case ARRAY -> array(template, arguments);
            case STRING -> leaf(template, arguments);
            case NUMBER, BOOLEAN, NULL -> template;
            case BINARY, MISSING, POJO -> throw new UnrenderableRequest("the body of the manifest is no JSON");
        };
    }

    private static JsonNode object(JsonNode template, ObjectNode arguments) throws UnrenderableRequest {
        var filled = JSON.objectNode();
        for (var member : template.properties()) {
            var value = fill(member.getValue(), arguments);
            if (!value.isMissingNode()) {
                filled.set(member.getKey(), value);
            }
        }
        return filled;
    }

    private static JsonNode array(JsonNode template, ObjectNode arguments) throws UnrenderableRequest {
        var filled = JSON.arrayNode();
        for (var element : template) {
            var value = fill(element, arguments);
            if (!value.isMissingNode()) {
                filled.add(value);
            }
        }
        return filled;
    }

    private static JsonNode leaf(JsonNode template, ObjectNode arguments) {
        var matcher = LEAF.matcher(template.textValue());
        if (!matcher.matches()) {
            return template;
        }
        var argument = arguments.get(matcher.group(1));
        return argument == null ? MissingNode.getInstance() : argument;
    }

    private static JsonNode mail(JsonNode template, ObjectNode arguments) throws UnrenderableRequest {
        var parts = template.path(MIME);
        var mail = MailText.of(
                text(parts, "to", arguments), text(parts, "subject", arguments), text(parts, "text", arguments));
        return JSON.textNode(mail.toBase64Url());
    }

    private static String text(JsonNode parts, String name, ObjectNode arguments) throws UnrenderableRequest {
        var value = fill(parts.path(name), arguments);
        if (!value.isTextual()) {
            throw new UnrenderableRequest("a part of the mail is no text");
        }
        return value.textValue();
    }
}

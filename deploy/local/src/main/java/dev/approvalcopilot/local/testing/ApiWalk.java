package dev.approvalcopilot.local.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.event.BodyLimits;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.testing.ApiDocument.Operation;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Walks every operation of a service that docs/api describes, and asks of each what every one must do: refuse a parameter that
 * there is not, with the names that there are; and refuse a body, and each member of it, beyond the table of limits, naming the
 * member and the limit.
 *
 * @param address where the service listens
 * @param service whose limits count
 * @param bearer  value of Authorization, of somebody who may call everything
 */
public record ApiWalk(URI address, Service service, ApiDocument document, String bearer) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DIGEST = "sha-256:" + "A".repeat(43);
    private static final Map<String, String> NOBODYS = Map.of("integer", "1", "string", new UUID(0, 0).toString());
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What does not hold, in words; empty if all does. */
    public List<String> faults() {
        var faults = new ArrayList<String>();
        var read = document.read();
        ApiDocument.operations(read).forEach(described -> {
            var content = JSON.objectNode();
            content.set("operationId", described.content().path("operationId"));
            content.set("parameters", inlined(read, described.content().path("parameters")));
            content.set("requestBody", inlined(read, described.content().path("requestBody")));
            var operation = new Operation(described.method(), described.path(), content);
            unknownParameter(operation, faults);
            var body = content.at("/requestBody/content/application~1json/schema");
            if (!body.isMissingNode()) {
                largeBody(operation, faults);
                longMembers(operation, body, faults);
            }
        });
        return faults;
    }

    /** With what is referred to in its place. */
    private static JsonNode inlined(JsonNode document, JsonNode node) {
        if (node.has("$ref")) {
            return inlined(document, document.at(node.path("$ref").asText().substring(1)));
        }
        if (node.isObject()) {
            var object = JSON.objectNode();
            node.properties().forEach(member -> object.set(member.getKey(), inlined(document, member.getValue())));
            return object;
        }
        if (node.isArray()) {
            var array = JSON.arrayNode();
            node.forEach(element -> array.add(inlined(document, element)));
            return array;
        }
        return node;
    }

    private void unknownParameter(Operation operation, List<String> faults) {
        var answer = send(operation, "?nothing=1", BodyPublishers.ofString("{}"));
        check(operation + " with a parameter that there is not", answer, 400, List.of("parameter nothing"), faults);
        operation
                .content()
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText())
                .filter(name -> !answer.body().contains(name))
                .forEach(name -> faults.add(operation + " does not name its parameter " + name));
    }

    private void largeBody(Operation operation, List<String> faults) {
        int most = BodyLimits.of(service).most();
        var large = ("{\"x\":\"" + "x".repeat(most) + "\"}").getBytes(StandardCharsets.UTF_8);
        var words = List.of(Integer.toString(most));
        check(
                operation + " with a large body",
                send(operation, "", BodyPublishers.ofByteArray(large)),
                413,
                words,
                faults);
        var unannounced = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
        // Cut off while it is read, by the server and without words.
        int status = send(operation, "", unannounced).statusCode();
        if (status != 413) {
            faults.add(operation + " with a large body of unknown length: " + status);
        }
    }

    private void longMembers(Operation operation, JsonNode schema, List<String> faults) {
        for (var member : bounded(schema, "")) {
            int most = BodyLimits.of(operation.id() + member.replace('/', '.').replace(".0", ""))
                    .most();
            var body = (ObjectNode) example(schema);
            lengthen(body, member, most + 1);
            var answer = send(operation, "", BodyPublishers.ofString(body.toString()));
            var name = member.substring(member.lastIndexOf('/') + 1);
            check(operation + " with a long " + name, answer, 400, List.of(name, Integer.toString(most)), faults);
        }
    }

    private static void check(
            String what, HttpResponse<String> answer, int status, List<String> words, List<String> faults) {
        var type = answer.headers().firstValue("Content-Type").orElse("");
        var body = answer.body().replaceAll("(?<=[0-9]),(?=[0-9]{3})", "");
        if (answer.statusCode() != status || !type.startsWith("application/problem+json")) {
            faults.add(what + ": " + answer.statusCode() + " " + body);
        } else if (!words.stream().allMatch(body::contains)) {
            faults.add(what + ": does not say " + words + ": " + body);
        }
    }

    private HttpResponse<String> send(Operation operation, String query, BodyPublisher body) {
        var path = operation.path();
        for (var parameter : operation.content().path("parameters")) {
            if (parameter.path("in").asText().equals("path")) {
                path = path.replace("{" + parameter.path("name").asText() + "}", inPath(parameter));
            }
        }
        var method = operation.method().toUpperCase(Locale.ROOT);
        var request = HttpRequest.newBuilder(address.resolve(path + query))
                .timeout(PATIENCE)
                .header("Authorization", bearer);
        return HttpSurface.send(
                HTTP,
                method.equals("GET") || method.equals("DELETE")
                        ? request.method(method, BodyPublishers.noBody()).build()
                        : request.header("Content-Type", "application/json")
                                .method(method, body)
                                .build());
    }

    private static String inPath(JsonNode parameter) {
        var schema = parameter.path("schema");
        return schema.has("examples")
                ? schema.path("examples").path(0).asText()
                : NOBODYS.get(schema.path("type").asText());
    }

    /** Pointers to the texts and lists of which the document bounds the length. */
    private static List<String> bounded(JsonNode schema, String at) {
        var found = new ArrayList<String>();
        if (schema.has("maxLength") || schema.has("maxItems")) {
            found.add(at);
        }
        schema.path("properties")
                .properties()
                .forEach(member -> found.addAll(bounded(member.getValue(), at + "/" + member.getKey())));
        if (schema.has("items")) {
            found.addAll(bounded(schema.path("items"), at + "/0"));
        }
        return found;
    }

    private static void lengthen(ObjectNode body, String member, int length) {
        int slash = member.lastIndexOf('/');
        var holder = (ObjectNode) body.at(member.substring(0, slash));
        var name = member.substring(slash + 1);
        if (holder.path(name) instanceof ArrayNode list) {
            while (list.size() < length) {
                list.add(list.get(0).deepCopy());
            }
        } else {
            holder.put(name, "x".repeat(length));
        }
    }

    /** What fits the schema, with no more than it asks for. */
    private static JsonNode example(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "object" -> {
                var body = JSON.objectNode();
                schema.path("required")
                        .forEach(member -> body.set(
                                member.asText(),
                                example(schema.path("properties").path(member.asText()))));
                yield body;
            }
            case "array" -> JSON.arrayNode().add(example(schema.path("items")));
            case "boolean" -> JSON.booleanNode(true);
            case "integer", "number" -> JSON.numberNode(1);
            default -> JSON.textNode(text(schema));
        };
    }

    private static String text(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.path("enum").path(0).asText();
        }
        if (schema.path("maxLength").asInt() == DIGEST.length()) {
            return DIGEST;
        }
        return switch (schema.path("format").asText()) {
            case "uuid" -> new UUID(0, 0).toString();
            case "date-time" -> "2027-01-01T00:00:00Z";
            default -> schema.path("pattern").asText().startsWith("^[0-2]") ? "12:00" : "x";
        };
    }
}

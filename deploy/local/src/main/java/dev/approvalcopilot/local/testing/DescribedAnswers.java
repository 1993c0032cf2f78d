package dev.approvalcopilot.local.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.testing.ApiDocument.Operation;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds every JSON answer that a test gets against the service's committed OpenAPI document: what the document says is always sent
 * must be there, and of its type. Tests hang it into their requests.
 */
public final class DescribedAnswers implements Filter {
    private static final String JSON = "application/json";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(Dialects.getDraft202012());

    private final JsonNode document;
    private final List<Operation> operations;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private DescribedAnswers(JsonNode document) {
        this.document = document;
        this.operations = ApiDocument.operations(document).toList();
    }

    /** @param name of the file in {@code docs/api}, without its end */
    public static DescribedAnswers of(String name) {
        return new DescribedAnswers(new ApiDocument(name).read());
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var response = context.next(request, expected);
        var type = Optional.ofNullable(response.contentType()).orElse("");
        if (type.startsWith(JSON)) {
            var faults =
                    faults(request.getMethod(), URI.create(request.getURI()).getPath(), response);
            if (!faults.isEmpty()) {
                throw new AssertionError(request.getMethod() + " " + request.getURI()
                        + " was answered otherwise than docs/api says: " + faults);
            }
        }
        return response;
    }

    private List<String> faults(String method, String path, Response response) {
        return operations.stream()
                .filter(operation -> operation.method().equalsIgnoreCase(method) && fits(operation.path(), path))
                // The more literal path is the one that serves.
                .min((one, other) -> Long.compare(variables(one.path()), variables(other.path())))
                .map(operation -> schema(operation, response.statusCode()))
                .map(schema -> schema.validate(body(response)).stream()
                        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                        .toList())
                .orElseGet(List::of);
    }

    private static boolean fits(String template, String path) {
        return path.matches(template.replaceAll("\\{[^}]*}", "[^/]+"));
    }

    private static long variables(String template) {
        return template.chars().filter(character -> character == '{').count();
    }

    private Schema schema(Operation operation, int status) {
        return schemas.computeIfAbsent(
                operation.method().toUpperCase(Locale.ROOT) + " " + operation.path() + " " + status, _ -> {
                    var answer = operation.content().path("responses").path(Integer.toString(status));
                    ObjectNode root = document.deepCopy();
                    root.remove(List.of("paths", "openapi", "info", "tags"));
                    root.putArray("allOf").add(answer.path("content").path(JSON).path("schema"));
                    return REGISTRY.getSchema(root);
                });
    }

    private static JsonNode body(Response response) {
        try {
            return Json.MAPPER.readTree(response.asString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

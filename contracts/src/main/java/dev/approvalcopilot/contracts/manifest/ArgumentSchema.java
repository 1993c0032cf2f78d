package dev.approvalcopilot.contracts.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A JSON Schema 2020-12 for arguments; formats are asserted, references outside the document are not followed. A check takes time
 * and stack in proportion to the text at most: lengths come before patterns, and patterns are {@link LinearPatterns}.
 */
public final class ArgumentSchema {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            LengthFirst.in(Dialects.getDraft202012()),
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .regularExpressionFactory(LinearPatterns::of)
                            .build())
                    .schemaLoader(loader -> loader.fetchRemoteResources(false)));

    private final Schema schema;

    private ArgumentSchema(Schema schema) {
        this.schema = schema;
    }

    static ArgumentSchema of(JsonNode document) {
        LinearPatterns.check(document);
        var meta =
                REGISTRY.getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));
        var wrong = meta.validate(document.toString(), InputFormat.JSON);
        if (!wrong.isEmpty()) {
            throw new BadManifest(
                    "arguments: not a JSON Schema: " + wrong.getFirst().getMessage());
        }
        return new ArgumentSchema(REGISTRY.getSchema(document));
    }

    /** One line a violation: where, and what is asked. */
    public List<String> violations(JsonNode arguments) {
        return schema.validate(arguments).stream().map(ArgumentSchema::line).toList();
    }

    /** JSON pointers of the values that are not as asked; the empty one for the whole. */
    public Set<String> refused(JsonNode arguments) {
        return schema.validate(arguments).stream()
                .map(error -> error.getInstanceLocation().toString())
                .collect(Collectors.toSet());
    }

    private static String line(Error error) {
        var where = error.getInstanceLocation().toString();
        return (where.isEmpty() ? "arguments" : where) + ": " + error.getMessage();
    }
}

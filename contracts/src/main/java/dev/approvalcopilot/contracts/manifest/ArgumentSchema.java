package dev.approvalcopilot.contracts.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** A JSON Schema 2020-12 for arguments; formats are asserted, references outside the document are not followed. */
public final class ArgumentSchema {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build())
                    .schemaLoader(loader -> loader.fetchRemoteResources(false)));

    private final Schema schema;

    private ArgumentSchema(Schema schema) {
        this.schema = schema;
    }

    static ArgumentSchema of(JsonNode document) {
        var meta = REGISTRY.getSchema(com.networknt.schema.SchemaLocation.of(
                com.networknt.schema.dialect.Dialects.getDraft202012().getId()));
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

    private static String line(Error error) {
        var where = error.getInstanceLocation().toString();
        return (where.isEmpty() ? "arguments" : where) + ": " + error.getMessage();
    }
}

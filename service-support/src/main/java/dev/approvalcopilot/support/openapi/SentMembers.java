package dev.approvalcopilot.support.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/**
 * Says in the OpenAPI document which members an answer always has: all of them but those that are {@code @Nullable} in the record
 * that is written, because what is null is left out. What a request must have, validation says already. A record that is both asked
 * for and answered keeps what validation says of it.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class SentMembers implements OASFilter {

    private static final String REFERENCE = "#/components/schemas/";
    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");

    private final IndexView index;

    public SentMembers(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() == null || api.getComponents() == null) {
            return;
        }
        var schemas = Objects.requireNonNullElse(api.getComponents().getSchemas(), Map.<String, Schema>of());
        var operations = api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .toList();
        var asked = reachable(operations.stream().flatMap(SentMembers::asked), schemas);
        var answered = reachable(operations.stream().flatMap(SentMembers::answered), schemas);
        answered.removeAll(asked);
        var records = index.getKnownClasses().stream()
                .filter(ClassInfo::isRecord)
                .collect(Collectors.groupingBy(SentMembers::name));
        for (var name : answered) {
            var schema = schemas.get(name);
            if (schema.getProperties() != null && schema.getRequired() == null) {
                schema.setRequired(sent(name, schema, records));
            }
        }
    }

    private static Stream<Content> asked(Operation operation) {
        return operation.getRequestBody() == null
                ? Stream.of()
                : Stream.ofNullable(operation.getRequestBody().getContent());
    }

    private static Stream<Content> answered(Operation operation) {
        return operation.getResponses().getAPIResponses().values().stream()
                .flatMap(response -> Stream.ofNullable(response.getContent()));
    }

    private static Set<String> reachable(Stream<Content> contents, Map<String, Schema> schemas) {
        var found = new HashSet<String>();
        contents.flatMap(content -> content.getMediaTypes().values().stream())
                .forEach(media -> collect(media.getSchema(), schemas, found));
        return found;
    }

    private static void collect(Schema schema, Map<String, Schema> schemas, Set<String> found) {
        if (schema == null) {
            return;
        }
        var reference = schema.getRef();
        if (reference != null && reference.startsWith(REFERENCE)) {
            var name = reference.substring(REFERENCE.length());
            if (found.add(name)) {
                collect(schemas.get(name), schemas, found);
            }
        }
        Consumer<Schema> further = inner -> collect(inner, schemas, found);
        Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
                .filter(Objects::nonNull)
                .forEach(several -> several.forEach(further));
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(further);
        }
        further.accept(schema.getItems());
        further.accept(schema.getAdditionalPropertiesSchema());
    }

    /** @throws IllegalStateException when no record or two different ones are meant: the document would be wrong */
    private static List<String> sent(String name, Schema schema, Map<String, List<ClassInfo>> records) {
        var members = schema.getProperties().keySet();
        var found = records.getOrDefault(name, List.of()).stream()
                .map(ClassInfo::recordComponents)
                .filter(components -> components.stream().allMatch(one -> members.contains(one.name())))
                .map(SentMembers::nullable)
                .distinct()
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException("the schema " + name + " with " + members + " is that of " + found.size()
                    + " records: write answers as records, and name them apart by @Schema(name)");
        }
        return members.stream()
                .filter(member -> !found.getFirst().contains(member))
                .toList();
    }

    private static Set<String> nullable(Collection<RecordComponentInfo> components) {
        return components.stream()
                .filter(component -> component.type().hasAnnotation(NULLABLE))
                .map(RecordComponentInfo::name)
                .collect(Collectors.toSet());
    }

    private static String name(ClassInfo type) {
        var schema = type.declaredAnnotation(SCHEMA);
        return schema == null || schema.value("name") == null
                ? type.simpleName()
                : schema.value("name").asString();
    }
}

package dev.approvalcopilot.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every member of every body that docs/api describes; tests of the services hold those documents against the code. */
class BodyLimitsTest {

    private static final Path DOCUMENTS = Path.of(System.getProperty("repository.root"), "docs/api");

    /** For a member that is bounded by bytes alone, as no document can say it. */
    private static final int BY_BYTES = -1;

    @Test
    void everyMemberOfEveryBodyIsBoundedAsTheTableSays() throws IOException {
        var described = new HashMap<String, Integer>();
        for (var name : List.of("planner", "risk", "approval", "audit", "gateway-management")) {
            var document =
                    new YAMLMapper().readTree(DOCUMENTS.resolve(name + ".yaml").toFile());
            new Bodies(document).collect(described);
        }

        assertThat(described.keySet()).containsExactlyInAnyOrderElementsOf(BodyLimits.members());
        described.forEach((member, most) ->
                assertThat(most).as(member).isIn(BY_BYTES, BodyLimits.of(member).most()));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void everyServiceHasALimitWithItsReason(Service service) {
        assertThat(BodyLimits.of(service).most()).isPositive();
        assertThat(BodyLimits.of(service).reason()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "startRun.goal,goal",
        "startRun.timeZone,timeZone",
        "startRun.locale,locale",
        "askForRun.goal,goal",
        "askForRun.timeZone,timeZone",
        "askForRun.locale,locale",
        "decide.reason,reason",
        "decide.text,answer",
        "decideMany.decisions.reason,reason",
        "decideMany.decisions.text,answer",
        "settleAction.note,note",
        "chooseAccount.account,account",
        "previewClassification.tool,tool",
        "previewClassification.agent,agent",
        "haltScope.reason,reason",
        "resumeScope.reason,reason"
    })
    void whatGoesOnIntoAnEventIsNotLongerThanThere(String member, String ofEvent) {
        assertThat(BodyLimits.of(member).most())
                .isLessThanOrEqualTo(EventLimits.text(ofEvent).most());
    }

    /** The members of the bodies in one document, each with the bound that it names; null for none. */
    private record Bodies(JsonNode document) {

        void collect(Map<String, Integer> bounds) {
            document.path("paths")
                    .forEach(path -> path.forEach(operation -> {
                        var body = resolved(operation.path("requestBody"))
                                .path("content")
                                .path("application/json");
                        if (!body.isMissingNode()) {
                            collect(operation.path("operationId").asText(), body.path("schema"), bounds);
                        }
                    }));
        }

        private void collect(String name, JsonNode unresolved, Map<String, Integer> bounds) {
            var schema = resolved(unresolved);
            switch (schema.path("type").asText()) {
                case "object" -> {
                    if (schema.has("properties")) {
                        schema.path("properties")
                                .properties()
                                .forEach(one -> collect(name + "." + one.getKey(), one.getValue(), bounds));
                    } else if (!isMapOfFewNames(schema)) {
                        bounds.put(name, BY_BYTES);
                    }
                }
                case "array" -> {
                    bounds.put(name, bound(schema, "maxItems"));
                    collect(name, schema.path("items"), bounds);
                }
                case "string" -> {
                    if (!isBoundedByItsForm(schema)) {
                        bounds.put(name, bound(schema, "maxLength"));
                    }
                }
                default -> {}
            }
        }

        /** Its keys are the constants of an enum, and its values have members of their own. */
        private boolean isMapOfFewNames(JsonNode schema) {
            return resolved(schema.path("additionalProperties")).has("properties");
        }

        private static boolean isBoundedByItsForm(JsonNode schema) {
            return schema.has("enum")
                    || schema.has("format")
                    || schema.path("pattern").asText().startsWith("^[0-2]");
        }

        private static Integer bound(JsonNode schema, String keyword) {
            return schema.has(keyword) ? schema.path(keyword).asInt() : null;
        }

        private JsonNode resolved(JsonNode node) {
            return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
        }
    }
}

package dev.approvalcopilot.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.approvalcopilot.local.testing.ApiDocument;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.Problem;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/api/gateway-management.yaml says what is served. */
class ApiDocumentTest {

    private static final Path FILE = Path.of(System.getProperty("repository.root"), "docs/api/gateway-management.yaml");

    private static JsonNode document() throws IOException {
        return new YAMLMapper().readTree(FILE.toFile());
    }

    private static List<String> members(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void listsEveryPathWithItsOneMethod() throws IOException {
        assertThat(document().path("paths").properties())
                .extracting(path -> path.getKey() + " " + members(path.getValue()))
                .containsExactly("/halts [get]", "/halts/{scope} [put]", "/halts/{scope}/resumption [post]");
    }

    @Test
    void clientsCanBeMadeOfIt() {
        assertThat(new ApiDocument("gateway-management").faultsOfForm()).isEmpty();
    }

    @Test
    void saysWhichMembersAreAlwaysSent() throws IOException {
        var schemas = document().at("/components/schemas");

        assertThat(required(schemas.path("Halt"))).isEqualTo(sent(HaltView.class));
        assertThat(required(schemas.at("/Halt/properties/resumption"))).isEqualTo(sent(HaltView.Question.class));
        assertThat(required(schemas.path("Halts"))).isEqualTo(sent(HaltView.All.class));
    }

    @Test
    void listsEveryProblem() throws IOException {
        var listed = document().at("/components/responses/Problem/description").asText();

        assertThat(Stream.concat(
                        Stream.of(OperatorProblem.values()),
                        Stream.of(
                                CommonProblem.INVALID_REQUEST,
                                CommonProblem.UNAUTHENTICATED,
                                CommonProblem.FORBIDDEN,
                                CommonProblem.BODY_TOO_LARGE,
                                CommonProblem.UNSUPPORTED_MEDIA_TYPE)))
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(listed.split(",\\s*"));
    }

    @Test
    void listsEveryMemberOfAnAnswer() throws IOException {
        var schemas = document().at("/components/schemas");

        assertThat(members(schemas.at("/Halt/properties"))).isEqualTo(names(HaltView.class));
        assertThat(members(schemas.at("/Halt/properties/resumption/properties")))
                .isEqualTo(names(HaltView.Question.class));
        assertThat(members(schemas.at("/Halts/properties"))).isEqualTo(names(HaltView.All.class));
    }

    private static List<String> required(JsonNode schema) {
        return schema.path("required").valueStream().map(JsonNode::asText).toList();
    }

    /** What is null is left out. */
    private static List<String> sent(Class<? extends Record> record) {
        return Stream.of(record.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .toList();
    }

    private static List<String> names(Class<? extends Record> record) {
        return Stream.of(record.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}

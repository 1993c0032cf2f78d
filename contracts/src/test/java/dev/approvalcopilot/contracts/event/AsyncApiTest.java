package dev.approvalcopilot.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds docs/api/asyncapi.yaml against the code. */
class AsyncApiTest {

    private static final JsonNode DOCUMENT = read();

    private static JsonNode read() {
        try {
            return new YAMLMapper()
                    .readTree(Path.of(System.getProperty("repository.root", ".."), "docs", "api", "asyncapi.yaml")
                            .toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    @Test
    void namesEveryTopicAndNoOther() {
        assertThat(elements(DOCUMENT.path("channels"))
                        .map(c -> c.path("address").asText()))
                .containsExactlyInAnyOrder(
                        Stream.of(Topic.values()).map(Topic::topicName).toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void describesEveryMemberOfEachEvent(EventType type) {
        var message = elements(DOCUMENT.at("/components/messages"))
                .filter(m -> m.path("name").asText().equals(type.type()))
                .findFirst();
        assertThat(message).isPresent();
        var reference = message.get().at("/payload/$ref").asText();
        assertThat(DOCUMENT.at(reference.substring(1)).path("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(Stream.of(type.record().getRecordComponents())
                        .map(RecordComponent::getName)
                        .toArray(String[]::new));
    }
}

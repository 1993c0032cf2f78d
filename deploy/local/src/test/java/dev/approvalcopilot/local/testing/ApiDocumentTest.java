package dev.approvalcopilot.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {

    private static ObjectNode document(String ids) throws IOException {
        var parts = ids.split(" ");
        return (ObjectNode) new YAMLMapper().readTree("""
                paths:
                  /api/things:
                    get:
                      operationId: %s
                      responses:
                        "200": {content: {application/json: {schema: {type: string}}}}
                  /api/things/{id}:
                    delete:
                      operationId: %s
                      responses:
                        "204": {description: Gone}
                """.formatted(parts[0], parts[1]));
    }

    @Test
    void findsNothingInASoundDocument() throws IOException {
        assertThat(ApiDocument.faults(document("listThings deleteThing"))).isEmpty();
    }

    @Test
    void anOperationHasAnIdOfItsOwn() throws IOException {
        assertThat(ApiDocument.faults(document("listThings listThings")))
                .singleElement()
                .asString()
                .contains("delete /api/things/{id}");
        assertThat(ApiDocument.faults(document("things deleteThing"))).hasSize(1);
    }

    @Test
    void aGoodAnswerHasASchema() throws IOException {
        var document = document("listThings deleteThing");
        document.withObject("/paths/~1api~1things/get/responses/200").removeAll();

        assertThat(ApiDocument.faults(document))
                .containsExactly("get /api/things does not say what it answers when all is well");
    }

    @Test
    void serversAreNotNamed() throws IOException {
        var document = document("listThings deleteThing");
        document.withArray("/servers").addObject().put("url", "http://0.0.0.0:8080");

        assertThat(ApiDocument.faults(document)).hasSize(1);
    }
}

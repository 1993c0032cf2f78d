package dev.approvalcopilot.support.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.Index;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SentMembersTest {

    record Answer(
            String id,
            @Nullable String note,
            Inner inner,
            @Nullable List<String> tags) {}

    record Inner(int count) {}

    record Request(String goal) {}

    @org.eclipse.microprofile.openapi.annotations.media.Schema(name = "Named")
    record Other(String id) {}

    record Named(@Nullable String id) {}

    @Test
    void whatIsNotNullableIsAlwaysSentAlsoBelowAndWhereItIsDerived() throws IOException {
        var api = api("Answer", "id", "note", "inner", "tags", "complete");
        api.getComponents().addSchema("Inner", object("count"));
        api.getComponents().getSchemas().get("Answer").addProperty("inner", reference("Inner"));

        filtered(api);

        assertThat(required(api, "Answer")).containsExactly("id", "inner", "complete");
        assertThat(required(api, "Inner")).containsExactly("count");
    }

    @Test
    void whatIsAskedForSaysValidation() throws IOException {
        var api = api("Request", "goal");
        var operation = api.getPaths().getPathItem("/api/things").getGET();
        operation.setRequestBody(OASFactory.createRequestBody().content(content("Request")));

        filtered(api);

        assertThat(required(api, "Request")).isNull();
    }

    @Test
    void anAnswerThatIsNoRecordFailsTheBuild() {
        assertThatIllegalStateException()
                .isThrownBy(() -> filtered(api("SomethingElse", "id")))
                .withMessageContaining("SomethingElse");
    }

    @Test
    void twoRecordsOfOneNameThatDifferFailTheBuild() {
        assertThatIllegalStateException()
                .isThrownBy(() -> filtered(api("Named", "id")))
                .withMessageContaining("2 records");
    }

    private static void filtered(OpenAPI api) throws IOException {
        new SentMembers(Index.of(Answer.class, Inner.class, Request.class, Other.class, Named.class))
                .filterOpenAPI(api);
    }

    private static OpenAPI api(String name, String... members) {
        var answers = OASFactory.createAPIResponses()
                .addAPIResponse("200", OASFactory.createAPIResponse().content(content(name)));
        var operation = OASFactory.createOperation().responses(answers);
        return OASFactory.createOpenAPI()
                .components(OASFactory.createComponents().addSchema(name, object(members)))
                .paths(OASFactory.createPaths()
                        .addPathItem("/api/things", OASFactory.createPathItem().GET(operation)));
    }

    private static Content content(String name) {
        return OASFactory.createContent()
                .addMediaType("application/json", OASFactory.createMediaType().schema(reference(name)));
    }

    private static Schema reference(String name) {
        return OASFactory.createSchema().ref(name);
    }

    private static Schema object(String... members) {
        var schema = OASFactory.createSchema();
        for (var member : members) {
            schema.addProperty(member, OASFactory.createSchema());
        }
        return schema;
    }

    private static List<String> required(OpenAPI api, String name) {
        return api.getComponents().getSchemas().get(name).getRequired();
    }
}

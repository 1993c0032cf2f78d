package dev.approvalcopilot.contracts.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Request;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Request.Method;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRendererTest {

    private static final URI BASE = URI.create("https://api.example/v1");

    private static ObjectNode arguments(String json) throws Exception {
        return (ObjectNode) Json.MAPPER.readTree(json);
    }

    private static JsonNode body(String json) throws Exception {
        return Json.MAPPER.readTree(json);
    }

    private static Request path(String path) {
        return new Request(Method.GET, BASE, path, Map.of(), Map.of(), null);
    }

    private static String pathOf(String repo) throws Exception {
        var arguments = Json.MAPPER.createObjectNode().put("owner", "octo").put("repo", repo);
        return RequestRenderer.render(path("/repos/{owner}/{repo}"), arguments)
                .uri()
                .toString();
    }

    @Test
    void aReadBesideTheCallKeepsBaseAndHeaders() throws Exception {
        var write = new Request(
                Method.DELETE,
                BASE,
                "/repos/{repo}",
                Map.of(),
                Map.of("Accept", "application/json", "content-type", "application/json"),
                body("{}"));

        var read = RequestRenderer.read(
                write,
                "/by-id/{action_id}",
                Map.of("q", "{repo}"),
                arguments("{\"repo\":\"a&b\",\"action_id\":\"0198f3\"}"));

        assertThat(read.method()).isEqualTo(Method.GET);
        assertThat(read.uri()).hasToString("https://api.example/v1/by-id/0198f3?q=a%26b");
        assertThat(read.headers()).isEqualTo(Map.of("Accept", "application/json"));
        assertThat(read.body()).isEmpty();
    }

    @Test
    void fillsThePathBelowTheBase() throws Exception {
        assertThat(pathOf("old-site")).isEqualTo("https://api.example/v1/repos/octo/old-site");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "a/b, a%2Fb",
                "../../admin, ..%2F..%2Fadmin",
                "a?x=1, a%3Fx%3D1",
                "a#b, a%23b",
                "a%2fb, a%252fb",
                "@evil.example, %40evil.example",
                ":443, %3A443",
                "a\\b, a%5Cb",
                "a b, a%20b",
                "a;b, a%3Bb",
                "ä, %C3%A4",
                "…, %E2%80%A6",
                "{owner}, %7Bowner%7D",
                "'\r\nHost: evil', %0D%0AHost%3A%20evil",
                "a.b-c_d~e, a.b-c_d~e"
            })
    void anArgumentStaysWithinItsSegment(String argument, String encoded) throws Exception {
        assertThat(pathOf(argument)).isEqualTo("https://api.example/v1/repos/octo/" + encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void refusesAnArgumentThatIsNoSegment(String argument) {
        assertThatThrownBy(() -> pathOf(argument)).isInstanceOf(UnrenderableRequest.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":null}", "{\"id\":[1]}", "{\"id\":{\"a\":1}}"})
    void refusesAPathArgumentThatIsNoSingleValue(String arguments) {
        assertThatThrownBy(() -> RequestRenderer.render(path("/items/{id}"), arguments(arguments)))
                .isInstanceOf(UnrenderableRequest.class);
    }

    @Test
    void refusesDotsThatAreASegmentOnlyTogether() {
        assertThatThrownBy(() -> RequestRenderer.render(path("/items/{a}{b}"), arguments("{\"a\":\".\",\"b\":\".\"}")))
                .isInstanceOf(UnrenderableRequest.class);
    }

    @Test
    void anArgumentIsNeverReadAsATemplate() throws Exception {
        var uri = RequestRenderer.render(path("/items/{a}/{b}"), arguments("{\"a\":\"{b}\",\"b\":\"x\"}"))
                .uri();

        assertThat(uri.getRawPath()).isEqualTo("/v1/items/%7Bb%7D/x");
    }

    @Test
    void numbersAndBooleansAreWrittenAsJsonWritesThem() throws Exception {
        var uri = RequestRenderer.render(path("/items/{n}/{b}"), arguments("{\"n\":42,\"b\":true}"))
                .uri();

        assertThat(uri.getRawPath()).isEqualTo("/v1/items/42/true");
    }

    @Test
    void leavesOutAQueryParameterWhoseArgumentIsAbsentAndEncodesTheOthers() throws Exception {
        var request = new Request(
                Method.GET, BASE, "/items", Map.of("q", "{query}", "page", "{page}", "kind", "a b"), Map.of(), null);

        var uri = RequestRenderer.render(request, arguments("{\"query\":\"x&admin=1#+\"}"))
                .uri();

        assertThat(uri.toString()).isEqualTo("https://api.example/v1/items?kind=a%20b&q=x%26admin%3D1%23%2B");
    }

    @Test
    void aLeafBecomesTheValueAndAnAbsentOneTakesItsMemberAlong() throws Exception {
        var request = new Request(
                Method.POST,
                BASE,
                "/items",
                Map.of(),
                Map.of(),
                body(
                        "{\"title\":\"{title}\",\"labels\":\"{labels}\",\"body\":\"{body}\",\"fixed\":false,\"in\":[\"{title}\"]}"));

        var rendered =
                RequestRenderer.render(request, arguments("{\"title\":\"a\\\",\\\"x\\\":\\\"b\",\"labels\":[\"l\"]}"));

        assertThat(Json.MAPPER.readTree(rendered.json()))
                .isEqualTo(
                        body(
                                "{\"title\":\"a\\\",\\\"x\\\":\\\"b\",\"labels\":[\"l\"],\"fixed\":false,\"in\":[\"a\\\",\\\"x\\\":\\\"b\"]}"));
    }

    @Test
    void anArgumentThatLooksLikeMailOrATemplateStaysAValue() throws Exception {
        var request = new Request(Method.POST, BASE, "/items", Map.of(), Map.of(), body("{\"data\":\"{data}\"}"));

        var rendered = RequestRenderer.render(request, arguments("{\"data\":{\"$mime\":{\"to\":\"{data}\"}}}"));

        assertThat(rendered.json()).isEqualTo("{\"data\":{\"$mime\":{\"to\":\"{data}\"}}}");
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, x",
        "Host, evil.example",
        "Content-Length, 1",
        "Cookie, a=b",
        "X Y, z",
        "X-Y, 'a\r\nB: c'"
    })
    void refusesAHeaderThatIsNotTheManifests(String name, String value) {
        var request = new Request(Method.GET, BASE, "/items", Map.of(), Map.of(name, value), null);

        assertThatThrownBy(() -> RequestRenderer.render(request, arguments("{}")))
                .isInstanceOf(UnrenderableRequest.class);
    }

    @Test
    void printsNeitherPathNorBody() throws Exception {
        var rendered = RequestRenderer.render(path("/items/{id}"), arguments("{\"id\":\"secret\"}"));

        assertThat(rendered.toString()).doesNotContain("secret");
    }
}

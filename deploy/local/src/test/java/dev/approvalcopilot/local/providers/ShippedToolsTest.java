package dev.approvalcopilot.local.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.manifest.Effect;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.local.http.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped manifests, held against the loader that every service uses and against the providers' stand-in. */
class ShippedToolsTest {

    private static final ToolCatalog CATALOG = ToolCatalog.load(
            Path.of(System.getProperty("repository.root", "../..")).resolve("tools"));

    private static Tool tool(String name) {
        return CATALOG.find(name).orElseThrow();
    }

    private static ObjectNode json(String text) throws JsonProcessingException {
        return (ObjectNode) Answer.MAPPER.readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource({
        "github.list_issues, LOW, github",
        "github.get_repository, LOW, github",
        "github.create_issue, MEDIUM, github",
        "github.comment_on_issue, MEDIUM, github",
        "github.merge_pull_request, HIGH, github",
        "github.delete_repository, CRITICAL, github",
        "slack.list_channels, LOW, sign-in-with-slack",
        "slack.post_message, MEDIUM, sign-in-with-slack",
        "gmail.search_messages, LOW, google-oauth2",
        "gmail.send_message, HIGH, google-oauth2",
    })
    void haveTheirFloorAndConnection(String name, RiskLevel floor, String connection) {
        assertThat(tool(name).manifest().riskFloor()).isEqualTo(floor);
        assertThat(tool(name).manifest().connection()).isEqualTo(connection);
    }

    @Test
    void areTen() {
        assertThat(CATALOG.all()).hasSize(10);
    }

    @Test
    void sayWhatTheirTokenCouldDoBeyond() {
        assertThat(CATALOG.all())
                .allSatisfy(tool -> assertThat(tool.manifest().beyond()).isNotBlank());
    }

    static Stream<Arguments> examples() {
        return Stream.of(
                arguments("github.list_issues", "ada-github", "{'owner':'octo','repo':'website','state':'all'}"),
                arguments("github.get_repository", "ada-github", "{'owner':'octo','repo':'website'}"),
                arguments(
                        "github.create_issue",
                        "ada-github",
                        "{'owner':'octo','repo':'website','title':'Check {repo}','labels':['bug']}"),
                arguments(
                        "github.comment_on_issue",
                        "ada-github",
                        "{'owner':'octo','repo':'website','issue_number':3,'body':'Fixed.'}"),
                arguments(
                        "github.merge_pull_request",
                        "ada-github",
                        "{'owner':'octo','repo':'website','pull_number':7,'merge_method':'squash',"
                                + "'expected_head_sha':'6dcb09b5b57875f334f61aebed695e2e4193db5e'}"),
                arguments("github.delete_repository", "ada-github", "{'owner':'octo','repo':'old-site'}"),
                arguments("slack.list_channels", "ada-slack-read", "{'limit':10}"),
                arguments("slack.post_message", "ada-slack-post", "{'channel':'#team-web','text':'Done.'}"),
                arguments("gmail.search_messages", "ada-google-read", "{'query':'from:bob relaunch'}"),
                arguments(
                        "gmail.send_message",
                        "ada-google-send",
                        "{'to':'bob@acme.test','subject':'Relaunch','text':'It is done.'}"));
    }

    /** The tokens hold exactly the scopes that the manifest names. */
    @ParameterizedTest
    @MethodSource("examples")
    void workAtTheProvider(String name, String token, String arguments) throws IOException {
        var manifest = tool(name).manifest();
        var values = json(arguments);
        assertThat(tool(name).violations(values)).isEmpty();

        try (var client = new Client(Tokens.ofAdaAndBob())) {
            var reply = client.send(
                    manifest.request().method().name(),
                    ManifestCall.path(manifest, values),
                    token,
                    ManifestCall.body(manifest, values));

            assertThat(reply.status()).as("%s", reply.body()).isBetween(200, 299);
            assertThat(manifest.failure() == null
                            || !reply.body()
                                    .at(manifest.failure().pointer())
                                    .equals(manifest.failure().equals()))
                    .isTrue();
            assertThat(name).endsWith("." + client.calls().at("/0/operation").asText());
            assertThat(client.effects()).hasSize(manifest.effect() == Effect.READ_ONLY ? 0 : 1);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void showTheAgentOnlyWhatTheAnswerHolds(String name, String token, String arguments) throws IOException {
        var manifest = tool(name).manifest();
        var values = json(arguments);
        try (var client = new Client(Tokens.ofAdaAndBob())) {
            var answer = client.send(
                            manifest.request().method().name(),
                            ManifestCall.path(manifest, values),
                            token,
                            ManifestCall.body(manifest, values))
                    .body();
            var list = manifest.result().list();
            var shown = list == null ? answer : answer.at(list).path(0);

            assertThat(list == null || answer.at(list).isArray()).isTrue();
            assertThat(manifest.result().fields())
                    .allSatisfy((_, pointer) -> assertThat(shown.at(pointer).isMissingNode())
                            .as(pointer)
                            .isFalse());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "github.delete_repository | {'owner':'octo'}",
                "github.delete_repository | {'owner':'octo','repo':'..'}",
                "github.delete_repository | {'owner':'octo','repo':'a/b'}",
                "github.delete_repository | {'owner':'octo','repo':'a','force':true}",
                "github.delete_repository | {'owner':'octo','repo':'old-site\\n'}",
                "github.list_issues | {'owner':'octo','repo':7,'colour':'red'}",
                "github.merge_pull_request | {'owner':'octo','repo':'website','pull_number':0}",
                "slack.post_message | {'channel':'@ada','text':'Hello'}",
                "slack.post_message | {'channel':'#general\\n','text':'Hello'}",
                "slack.post_message | {'channel':'#general','text':''}",
                "gmail.send_message | {'to':'bob@acme.test, eve@acme.test','subject':'S','text':'T'}",
                "gmail.send_message | {'to':'bob@acme.test\\n','subject':'S','text':'T'}",
                "gmail.send_message | {'to':'bob@acme.test','subject':'S\\n','text':'T'}",
                "gmail.send_message | {'to':'bob@acme.test','subject':'S\\r\\nBcc: eve@acme.test','text':'T'}",
            })
    void refuseArgumentsThatMeanSomethingElse(String name, String arguments) throws IOException {
        assertThat(tool(name).violations(json(arguments))).isNotEmpty();
    }

    @Test
    void writeTheActionAsASentence() throws IOException {
        var arguments = json("{'owner':'octo','repo':'old-site'}");

        assertThat(tool("github.delete_repository").sentence(arguments))
                .isEqualTo("Delete the repository octo/old-site");
    }
}

package dev.approvalcopilot.local.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.manifest.Effect;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import dev.approvalcopilot.local.http.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "github.get_pull_request, LOW, github",
        "github.delete_repository, CRITICAL, github",
        "slack.list_channels, LOW, sign-in-with-slack",
        "slack.post_message, MEDIUM, sign-in-with-slack",
        "slack.archive_channel, HIGH, sign-in-with-slack",
        "gmail.search_messages, LOW, google-oauth2",
        "gmail.read_message, LOW, google-oauth2",
        "gmail.send_message, HIGH, google-oauth2",
        "calendar.list_events, LOW, google-oauth2",
        "calendar.create_event, MEDIUM, google-oauth2",
        "calendar.delete_event, HIGH, google-oauth2",
        "self.set_limits, LOW, self",
        "self.remove_limits, CRITICAL, self",
        "self.delegate, CRITICAL, self",
        "self.end_delegation, LOW, self",
    })
    void haveTheirFloorAndConnection(String name, RiskLevel floor, String connection) {
        assertThat(tool(name).manifest().riskFloor()).isEqualTo(floor);
        assertThat(tool(name).manifest().connection()).isEqualTo(connection);
    }

    @Test
    void areTwenty() {
        assertThat(CATALOG.all()).hasSize(20);
    }

    @Test
    void sayWhatTheirTokenCouldDoBeyond() {
        assertThat(CATALOG.all())
                .filteredOn(tool -> tool.manifest().builtin() == null)
                .hasSize(16)
                .allSatisfy(tool -> assertThat(tool.manifest().beyond()).isNotBlank());
    }

    @Test
    void pinWhatTheyMergeAndDelete() {
        assertThat(CATALOG.all().stream()
                        .filter(tool -> !tool.manifest().preconditions().isEmpty())
                        .map(Tool::name))
                .containsExactly(
                        "calendar.delete_event",
                        "github.delete_repository",
                        "github.merge_pull_request",
                        "slack.archive_channel");
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
                arguments("github.get_pull_request", "ada-github", "{'owner':'octo','repo':'website','pull_number':7}"),
                arguments(
                        "github.delete_repository",
                        "ada-github",
                        "{'owner':'octo','repo':'old-site','expected_pushed_at':'2023-02-14T16:20:00Z'}"),
                arguments("slack.list_channels", "ada-slack-read", "{'limit':10}"),
                arguments("slack.post_message", "ada-slack-post", "{'channel':'#team-web','text':'Done.'}"),
                arguments("slack.archive_channel", "ada-slack-manage", "{'channel':'C0RANDOM001','name':'random'}"),
                arguments("gmail.read_message", "ada-google-read", "{'message_id':'1a2b3c4d5e6f0001'}"),
                arguments(
                        "calendar.list_events",
                        "ada-google-look",
                        "{'from':'2026-11-24T00:00:00+01:00','max_results':5}"),
                arguments(
                        "calendar.create_event",
                        "ada-google-plan",
                        "{'title':'Review','start':'2026-12-03T09:00:00+01:00','end':'2026-12-03T10:00:00+01:00',"
                                + "'guests':[{'email':'bob@acme.test'}],'place':'Aquarium'}"),
                arguments(
                        "calendar.delete_event",
                        "ada-google-plan",
                        "{'event_id':'6h1c1lunchbob','title':'Lunch with Bob',"
                                + "'expected_updated':'2026-11-20T08:15:30.123Z'}"),
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
        values.put(ToolManifest.ACTION_ID, "0198f3a000007000800000000000abcd");

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

    /** Before the call each precondition holds; before it the look afterwards finds nothing, and after it what was done. */
    @ParameterizedTest
    @MethodSource("examples")
    void promiseWhatTheProviderKeeps(String name, String token, String arguments) throws IOException {
        var manifest = tool(name).manifest();
        var values = json(arguments).put(ToolManifest.ACTION_ID, "0198f3a000007000800000000000abcd");
        try (var client = new Client(Tokens.ofAdaAndBob())) {
            for (var precondition : manifest.preconditions()) {
                var path = ManifestCall.path(manifest, precondition.path(), precondition.query(), values);
                assertThat(client.get(path, token).body().at(precondition.pointer()))
                        .as(precondition.what())
                        .isEqualTo(values.path(precondition.argument()));
            }
            if (manifest.lookup() != null) {
                assertThat(isFound(client, manifest, token, values)).isFalse();
                client.send(
                        manifest.request().method().name(),
                        ManifestCall.path(manifest, values),
                        token,
                        ManifestCall.body(manifest, values));
                assertThat(isFound(client, manifest, token, values)).isTrue();
            }
        }
    }

    private static boolean isFound(Client client, ToolManifest manifest, String token, ObjectNode values)
            throws IOException {
        var lookup = manifest.lookup();
        var seen = client.get(ManifestCall.path(manifest, lookup.path(), lookup.query(), values), token);
        return lookup.found().stream()
                .anyMatch(rule -> rule.status() == seen.status()
                        && (rule.pointer() == null
                                || seen.body().at(rule.pointer()).equals(rule.equals())));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void showTheAgentOnlyWhatTheAnswerHolds(String name, String token, String arguments) throws IOException {
        var manifest = tool(name).manifest();
        var values = json(arguments).put(ToolManifest.ACTION_ID, "0198f3a000007000800000000000abcd");
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
                "github.get_repository | {'owner':'octo'}",
                "github.get_repository | {'owner':'octo','repo':'..'}",
                "github.get_repository | {'owner':'octo','repo':'a/b'}",
                "github.get_repository | {'owner':'octo','repo':'a','force':true}",
                "github.get_repository | {'owner':'octo','repo':'old-site\\n'}",
                "github.delete_repository | {'owner':'octo','repo':'a'}",
                "github.delete_repository | {'owner':'octo','repo':'a','expected_pushed_at':'yesterday'}",
                "github.merge_pull_request | {'owner':'octo','repo':'website','pull_number':7}",
                "slack.archive_channel | {'channel':'#random','name':'random'}",
                "slack.archive_channel | {'channel':'C0RANDOM001'}",
                "calendar.delete_event | {'event_id':'a/b','title':'T','expected_updated':'2026-11-20T08:15:30Z'}",
                "calendar.delete_event | {'event_id':'6h1c1lunchbob'}",
                "calendar.create_event | {'title':'T','start':'tomorrow','end':'2026-12-03T10:00:00Z'}",
                "calendar.create_event | {'title':'T','start':'2026-12-03T09:00:00Z','end':'2026-12-03T10:00:00Z','guests':['bob']}",
                "gmail.read_message | {'message_id':'../send'}",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "github.get_repository | {'owner':'octocat_acme','repo':'website'}",
                "github.get_repository | {'owner':'a','repo':'.github'}",
                "github.get_repository | {'owner':'old-name-','repo':'a..b'}",
                "slack.post_message | {'channel':'#開発','text':'Hello'}",
                "slack.post_message | {'channel':'#_ops','text':'Hello'}",
                "slack.post_message | {'channel':'#équipe','text':'Hello'}",
                "slack.post_message | {'channel':'équipe','text':'Hello'}",
                "slack.post_message | {'channel':'#हिन्दी','text':'Hello'}",
                "slack.post_message | {'channel':'#a.b','text':'Hello'}",
                "slack.post_message | {'channel':'D0123456789','text':'Hello'}",
                "slack.archive_channel | {'channel':'C0RANDOM001','name':'équipe'}",
                "slack.archive_channel | {'channel':'C0RANDOM001','name':'_ops'}",
                "slack.list_channels | {'cursor':'dXNlcjpVMDYxTkZUVDI='}",
                "calendar.delete_event | {'event_id':'_60q30c1g60o30e1i60o4ac1g','title':'T','expected_updated':'2026-11-20T08:15:30Z'}",
                "calendar.delete_event | {'event_id':'abc12_R20201107T070000','title':'T','expected_updated':'2026-11-20T08:15:30Z'}",
                "calendar.delete_event | {'event_id':'abc12_20201107T070000Z','title':'T','expected_updated':'2026-11-20T08:15:30Z'}",
                "calendar.delete_event | {'event_id':'abc12','title':'','expected_updated':'2026-11-20T08:15:30.123Z'}",
                "calendar.create_event | {'start':'2026-12-03T09:00:00Z','end':'2026-12-03T10:00:00Z'}",
                "calendar.create_event | {'start':'2028-02-29T09:00:00+05:30','end':'2028-02-29T09:00:00Z','title':'開発'}",
                "calendar.create_event | {'start':'2026-12-03T09:00:00.000Z','end':'2026-12-03T10:00:00.000Z'}",
                "calendar.list_events | {'from':'2026-12-03T09:00:00.000Z','page_token':'Cg4aDAiA'}",
                "gmail.send_message | {'to':'bob@acme.test','subject':'Q3 — отчёт 👩','text':'T'}",
                "gmail.send_message | {'to':'b/o=b#1@acme.test','subject':'S','text':'T'}",
                "gmail.send_message | {'to':'bob@xn--e1afmkfd.xn--p1ai','subject':'S','text':'T'}",
            })
    void takeWhatTheProviderTakes(String name, String arguments) throws IOException {
        assertThat(tool(name).violations(json(arguments))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Q3\treport",
                "a\u2028b",
                "a\u2029b",
                "a\u0085b",
                "a\u0000b",
                "a\u009bb",
                "a\u007fb",
                "a\nb",
                "a\rb"
            })
    void refuseASubjectThatIsNotOneLineBeforeAnybodyIsAsked(String subject) {
        var mail = Answer.object()
                .put("to", "bob@acme.test")
                .put("subject", subject)
                .put("text", "T");

        assertThat(tool("gmail.send_message").violations(mail)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-30T09:00:00Z, 2026-03-01T09:00:00Z",
        "2026-12-03T25:99:00Z, 2026-12-04T09:00:00Z",
        "2026-12-03T09:00:00Z, 2026-12-03T09:61:00Z",
        "2026-12-03T09:00:00Z, 2026-12-03T08:00:00Z",
        "2026-12-03T09:00:00Z, 2026-12-03T09:00:00Z",
        "2026-12-03T09:00:00+01:00, 2026-12-03T09:30:00+02:00"
    })
    void refuseAnEventThatCannotTakePlace(String start, String end) {
        var event = Answer.object().put("title", "T").put("start", start).put("end", end);
        var list = Answer.object().put("from", start).put("to", end);

        assertThat(tool("calendar.create_event").violations(event)).isNotEmpty();
        assertThat(tool("calendar.list_events").violations(list)).isNotEmpty();
    }

    @Test
    void sayWhichAnswersProveThatNothingHappened() {
        assertThat(CATALOG.all())
                .filteredOn(tool ->
                        tool.manifest().request() != null && tool.manifest().effect() != Effect.READ_ONLY)
                .hasSize(9)
                .allSatisfy(
                        tool -> assertThat(tool.manifest().nothingHappened()).isNotNull());
        assertThat(CATALOG.all())
                .filteredOn(tool -> tool.manifest().failure() != null)
                .allSatisfy(tool -> assertThat(tool.manifest().nothingHappened().words())
                        .contains("invalid_auth", "ratelimited")
                        .doesNotContain("fatal_error", "internal_error", "service_unavailable", "request_timeout"));
    }

    @Test
    void listsSayThatTheyGoOn() {
        assertThat(CATALOG.all())
                .filteredOn(tool -> tool.manifest().result() != null
                        && tool.manifest().result().list() != null)
                .hasSize(4)
                .allSatisfy(tool -> assertThat(tool.manifest().result().more()).isNotNull());
    }

    /** Page after page, as the manifest says, until nothing says that there is more: nothing twice and nothing missed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "slack.list_channels | ada-slack-read | {'limit':2} | 3",
                "gmail.search_messages | ada-google-read | {'query':'e','max_results':1} | 3",
                "calendar.list_events | ada-google-look | {'from':'2026-11-24T00:00:00Z','max_results':1} | 2",
            })
    void canBeReadToTheirEnd(String name, String token, String arguments, int all) throws IOException {
        var manifest = tool(name).manifest();
        var more = manifest.result().more();
        var values = json(arguments);
        var ids = new ArrayList<String>();
        try (var client = new Client(Tokens.ofAdaAndBob())) {
            String next;
            do {
                assertThat(tool(name).violations(values)).isEmpty();
                var answer =
                        client.get(ManifestCall.path(manifest, values), token).body();
                answer.at(manifest.result().list())
                        .forEach(element -> ids.add(element.path("id").asText()));
                next = answer.at(more.pointer()).asText("");
                values.put(more.argument(), next);
            } while (!next.isEmpty());
        }
        assertThat(ids).hasSize(all).doesNotHaveDuplicates();
    }

    @Test
    void writeTheActionAsASentence() throws IOException {
        var arguments = json("{'owner':'octo','repo':'old-site','expected_pushed_at':'2023-02-14T16:20:00Z'}");

        assertThat(tool("github.delete_repository").sentence(arguments))
                .isEqualTo("Delete the repository octo/old-site");
    }
}

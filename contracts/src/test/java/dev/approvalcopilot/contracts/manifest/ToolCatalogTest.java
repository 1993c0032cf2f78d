package dev.approvalcopilot.contracts.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolCatalogTest {

    private static final String MANIFEST = """
            name: github.delete_repository
            title: Delete a repository
            version: 1.0.0
            description: Deletes a repository for good.
            connection: github
            scopes: []
            scopeMode: UNREPORTED
            permissions: ["Administration: write"]
            arguments:
              type: object
              additionalProperties: false
              required: [owner, repo]
              properties:
                owner: {type: string, minLength: 1, maxLength: 39}
                repo: {type: string, minLength: 1, maxLength: 100}
                note: {type: string, format: email}
            sentence: "Delete the repository {owner}/{repo}"
            impact: "{owner}/{repo} is gone with its issues."
            effect: OPAQUE
            reversibility: IRREVERSIBLE
            riskFloor: CRITICAL
            request:
              method: DELETE
              base: https://api.github.com
              path: /repos/{owner}/{repo}
            result:
              maxBytes: 1024
            """;

    private static final String PRECONDITION = """
            preconditions:
              - what: the owner
                path: /repos/{owner}/{repo}
                query: {page: "{repo}"}
                pointer: /owner/login
                equals: "{owner}"
            """;

    private static final String QUERYABLE = MANIFEST.replace("effect: OPAQUE", "effect: QUERYABLE") + """
            lookup:
              path: /repos/{owner}/{repo}
              found:
                - status: 404
                - {status: 200, pointer: /state, equals: gone}
            """;

    private static final String WITH_KEY = MANIFEST.replace("effect: OPAQUE", "effect: IDEMPOTENT_KEY") + """
            idempotency: {header: Idempotency-Key, lifetime: PT24H}
            """;

    @TempDir
    private Path folder;

    private Tool load(String manifest) throws IOException {
        Files.writeString(folder.resolve("tool.yaml"), manifest);
        return ToolCatalog.load(folder).all().iterator().next();
    }

    private static ObjectNode arguments(String owner, String repo) {
        return Json.MAPPER.createObjectNode().put("owner", owner).put("repo", repo);
    }

    @Test
    void saysWhatWillHappenInOneSentence() throws IOException {
        assertThat(load(MANIFEST).sentence(arguments("octo", "old-site")))
                .isEqualTo("Delete the repository octo/old-site");
    }

    @Test
    void neverReadsAnArgumentAsATemplate() throws IOException {
        assertThat(load(MANIFEST).sentence(arguments("{repo}", "$1\\x")))
                .isEqualTo("Delete the repository {repo}/$1\\x");
    }

    @Test
    void findsNothingWrongWithFittingArguments() throws IOException {
        assertThat(load(MANIFEST).violations(arguments("octo", "old-site"))).isEmpty();
    }

    @Test
    void namesWhatIsWrongWithArguments() throws IOException {
        var wrong = arguments("octo", "").put("force", true).put("note", "no address");
        assertThat(load(MANIFEST).violations(wrong)).hasSize(3).anyMatch(v -> v.contains("force"));
    }

    @Test
    void keepsItsDigestWhenOnlyTheYamlStyleChanges() throws IOException {
        var digest = load(MANIFEST).digest();
        assertThat(load(MANIFEST.replace("scopes: []", "scopes:   [ ]   # none"))
                        .digest())
                .isEqualTo(digest);
        assertThat(load(MANIFEST.replace("version: 1.0.0", "version: 1.0.1")).digest())
                .isNotEqualTo(digest);
    }

    @Test
    void readsWhatMustStillBeSo() throws IOException {
        var precondition =
                load(MANIFEST + PRECONDITION).manifest().preconditions().getFirst();

        assertThat(precondition.argument()).isEqualTo("owner");
        assertThat(precondition.query()).containsEntry("page", "{repo}");
    }

    @Test
    void readsHowToFindOutWhetherItHappened() throws IOException {
        assertThat(load(QUERYABLE).manifest().lookup().found())
                .extracting(ToolManifest.Found::status)
                .containsExactly(404, 200);
        assertThat(load(WITH_KEY).manifest().idempotency().lifetime()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void theActionsIdMayStandInPathsAndBodiesWithoutBeingAnArgument() throws IOException {
        assertThat(load(QUERYABLE.replace(
                                "  path: /repos/{owner}/{repo}\n  found", "  path: /by-id/{action_id}\n  found"))
                        .manifest()
                        .lookup()
                        .path())
                .contains("{action_id}");
    }

    private static final String FAILURE = """
            failure: {pointer: /ok, equals: false, code: /error, tokenRefused: [invalid_auth]}
            """;

    private static final String NOTHING_HAPPENED = """
            nothingHappened: {statuses: [403, 404], words: [invalid_auth, not_found]}
            """;

    private static final String RULES = """
            rules:
              - before: [from, to]
            """;

    private static final String TIMES = MANIFEST.replace(
            "    note: {type: string, format: email}\n",
            "    from: {type: string, format: date-time}\n    to: {type: string, format: date-time}\n");

    @Test
    void readsTheAnswersThatProveThatNothingHappened() throws IOException {
        var manifest = load(MANIFEST + FAILURE + NOTHING_HAPPENED).manifest();

        assertThat(manifest.nothingHappened().statuses()).containsExactly(403, 404);
        assertThat(manifest.nothingHappened().words()).containsExactly("invalid_auth", "not_found");
        assertThat(manifest.failure().tokenRefused()).containsExactly("invalid_auth");
        assertThat(load(MANIFEST).manifest().nothingHappened()).isNull();
    }

    @Test
    void aListMayHoldTheRedirectsThatProveNothingByThemselves() throws IOException {
        var manifest =
                load(MANIFEST + "nothingHappened: {statuses: [302, 303]}\n").manifest();

        assertThat(manifest.nothingHappened().statuses()).containsExactly(302, 303);
    }

    static Stream<Arguments> listsThatProveNothing() {
        var statuses = MANIFEST + "nothingHappened: {statuses: ";
        return Stream.of(
                Arguments.of("a success", statuses + "[200]}", "nothingHappened.statuses"),
                Arguments.of("a redirect", statuses + "[307]}", "nothingHappened.statuses"),
                Arguments.of("a time-out", statuses + "[408]}", "nothingHappened.statuses"),
                Arguments.of("the provider's trouble", statuses + "[404, 503]}", "nothingHappened.statuses"),
                Arguments.of("no status", statuses + "[4040]}", "nothingHappened.statuses"),
                Arguments.of("half a status", statuses + "[404.5]}", "nothingHappened.statuses.0: "),
                Arguments.of("no number", statuses + "[4xx]}", "4xx"),
                Arguments.of("nothing in it", statuses + "[404, null]}", "nothingHappened.statuses"),
                Arguments.of("twice the same", statuses + "[404, 404]}", "each once"),
                Arguments.of("an empty list", statuses + "[]}", "nothingHappened, with statuses or words"),
                Arguments.of("no list", statuses + "404}", "nothingHappened.statuses: "),
                Arguments.of("an unknown member", statuses + "[404], codes: [x]}", "codes"),
                Arguments.of(
                        "words where no body says no",
                        MANIFEST + "nothingHappened: {words: [not_found]}",
                        "nothingHappened.words"),
                Arguments.of(
                        "no words where the body says no",
                        MANIFEST + FAILURE + "nothingHappened: {statuses: [404]}",
                        "nothingHappened.words"),
                Arguments.of(
                        "no single word",
                        MANIFEST + FAILURE + "nothingHappened: {words: [invalid_auth, \"not found\"]}",
                        "nothingHappened.words: not found"),
                Arguments.of(
                        "a word twice",
                        MANIFEST + FAILURE + "nothingHappened: {words: [invalid_auth, invalid_auth]}",
                        "each once"),
                Arguments.of(
                        "a refused token that is not on the list",
                        MANIFEST + FAILURE + "nothingHappened: {words: [not_found]}",
                        "failure.tokenRefused"),
                Arguments.of(
                        "a failure without its code",
                        MANIFEST + "failure: {pointer: /ok, equals: false}",
                        "failure.code"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("listsThatProveNothing")
    void refusesAMalformedListOfAnswersThatProveThatNothingHappened(String what, String manifest, String why) {
        assertThatThrownBy(() -> load(manifest + "\n"))
                .as(what)
                .isInstanceOf(BadManifest.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-03T09:00:00Z, 2026-12-03T10:00:00Z, true",
        "2026-12-03T09:00:00+01:00, 2026-12-03T08:30:00Z, true",
        "2026-12-03T09:00:00Z, 2026-12-03T09:00:00Z, false",
        "2026-12-03T09:00:00Z, 2026-12-03T10:00:00+01:00, false",
        "2026-12-03T10:00:00Z, 2026-12-03T09:00:00Z, false",
        "2026-12-31T23:59:60Z, 2027-01-01T00:00:00Z, false"
    })
    void holdsArgumentsAgainstTheRuleThatOneMomentIsBeforeTheOther(String from, String to, boolean holds)
            throws IOException {
        var arguments = arguments("octo", "old-site").put("from", from).put("to", to);

        assertThat(load(TIMES + RULES).violations(arguments).isEmpty()).isEqualTo(holds);
    }

    @Test
    void aRuleSaysWhatIsWrongAndHoldsWhereAnArgumentIsAbsent() throws IOException {
        var tool = load(TIMES + RULES);
        var arguments = arguments("octo", "old-site").put("from", "2026-12-03T09:00:00Z");

        assertThat(tool.violations(arguments)).isEmpty();
        assertThat(tool.violations(arguments.put("to", "2026-12-01T09:00:00Z")))
                .containsExactly("/to: must be later than from");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T09:00:00Z",
                "2026-02-29T09:00:00Z",
                "2026-04-31T09:00:00Z",
                "2026-13-01T09:00:00Z",
                "2026-12-03T25:99:00Z",
                "2026-12-03T24:00:00Z",
                "2026-12-03T09:60:00Z",
                "2026-12-03T09:00:00+25:00",
                "2026-12-03T09:00:00",
                "2026-12-03"
            })
    void refusesAMomentThatDoesNotExist(String moment) throws IOException {
        assertThat(load(TIMES).violations(arguments("octo", "old-site").put("from", moment)))
                .isNotEmpty();
    }

    static Stream<Arguments> rulesThatMeanNothing() {
        return Stream.of(
                Arguments.of("one argument", RULES.replace("[from, to]", "[from]"), "rules.before"),
                Arguments.of("three arguments", RULES.replace("[from, to]", "[from, to, note]"), "rules.before"),
                Arguments.of("the same twice", RULES.replace("[from, to]", "[to, to]"), "rules.before"),
                Arguments.of("no argument", RULES.replace("[from, to]", "[from, until]"), "[until]"),
                Arguments.of("no moment", RULES.replace("[from, to]", "[from, owner]"), "date-time: owner"),
                Arguments.of(
                        "an unknown relation",
                        RULES.replace("before", "after"),
                        "unknown member rules.0.after; there are before"),
                Arguments.of("nothing", "rules: [{}]\n", "rules.before"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesThatMeanNothing")
    void refusesARuleThatMeansNothing(String what, String rules, String why) {
        assertThatThrownBy(() -> load(TIMES + rules))
                .as(what)
                .isInstanceOf(BadManifest.class)
                .hasMessageContaining(why);
    }

    static Stream<Arguments> moreThatCannotBeAskedFor() {
        var list = MANIFEST.replace("maxBytes: 1024", "maxBytes: 1024\n  list: /items\n  more: ");
        return Stream.of(
                Arguments.of(
                        "without a list",
                        list.replace("  list: /items\n", ""),
                        "{pointer: /next, argument: note}",
                        "result.more"),
                Arguments.of("nowhere", list, "{argument: note}", "one of pointer and link"),
                Arguments.of("twice", list, "{pointer: /next, link: page, argument: note}", "one of pointer and link"),
                Arguments.of("no pointer", list, "{pointer: next, argument: note}", "result.more.pointer"),
                Arguments.of("no parameter", list, "{link: \"a=b\", argument: note}", "result.more.link"),
                Arguments.of("no argument", list, "{pointer: /next, argument: cursor}", "[cursor]"),
                Arguments.of("a required argument", list, "{pointer: /next, argument: repo}", "must not be required"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moreThatCannotBeAskedFor")
    void refusesAListThatGoesOnWhereNobodyCanAsk(String what, String manifest, String more, String why) {
        assertThatThrownBy(() -> load(manifest.replace("more: ", "more: " + more)))
                .as(what)
                .isInstanceOf(BadManifest.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesArgumentsThatCannotBeWrittenIntoTheRequest() throws IOException {
        assertThat(load(MANIFEST).violations(arguments("octo", "..")))
                .containsExactly(
                        "arguments: cannot be written into the provider's request: an argument is no segment of a path");
    }

    @Test
    void anEmptyArgumentIsToldLikeAnAbsentOne() {
        var template = "Delete the event [\"{title}\"|without a title, {id}][ in {place}]";
        var arguments = Json.MAPPER.createObjectNode().put("id", "7");

        assertThat(TextTemplate.tell(template, arguments)).isEqualTo("Delete the event without a title, 7");
        assertThat(TextTemplate.tell(template, arguments.put("title", "").put("place", "")))
                .isEqualTo("Delete the event without a title, 7");
        assertThat(TextTemplate.tell(template, arguments.put("title", "a|b]").put("place", "x")))
                .isEqualTo("Delete the event \"a|b]\" in x");
    }

    static Stream<Arguments> refusedForWhatFollowsTheDecision() {
        return Stream.of(
                Arguments.of(
                        "precondition on an optional argument",
                        MANIFEST + PRECONDITION.replace("\"{owner}\"", "\"{note}\""),
                        "must be required: note"),
                Arguments.of(
                        "precondition on no argument",
                        MANIFEST + PRECONDITION.replace("\"{owner}\"", "\"{org}\""),
                        "placeholders without an argument: [org]"),
                Arguments.of(
                        "precondition on a constant",
                        MANIFEST + PRECONDITION.replace("\"{owner}\"", "octo"),
                        "preconditions.equals"),
                Arguments.of(
                        "precondition with an unknown placeholder",
                        MANIFEST + PRECONDITION.replace("/repos/{owner}", "/repos/{org}"),
                        "placeholders without an argument: [org]"),
                Arguments.of(
                        "precondition with an unknown placeholder in its query",
                        MANIFEST + PRECONDITION.replace("\"{repo}\"", "\"{page}\""),
                        "placeholders without an argument: [page]"),
                Arguments.of(
                        "precondition without words",
                        MANIFEST + PRECONDITION.replace("what: the owner", "what: \" \""),
                        "preconditions.what"),
                Arguments.of(
                        "precondition without a pointer",
                        MANIFEST + PRECONDITION.replace("/owner/login", "owner"),
                        "preconditions.pointer"),
                Arguments.of(
                        "precondition elsewhere",
                        MANIFEST + PRECONDITION.replace("path: /repos", "path: https://evil.example/repos"),
                        "preconditions.path"),
                Arguments.of(
                        "too many preconditions",
                        MANIFEST + "preconditions:\n"
                                + PRECONDITION.replace("preconditions:\n", "").repeat(5),
                        "at most 4"),
                Arguments.of(
                        "QUERYABLE without lookup",
                        MANIFEST.replace("effect: OPAQUE", "effect: QUERYABLE"),
                        "lookup, for QUERYABLE"),
                Arguments.of(
                        "lookup without QUERYABLE", QUERYABLE.replace("QUERYABLE", "OPAQUE"), "lookup, for QUERYABLE"),
                Arguments.of(
                        "lookup with an unknown placeholder",
                        QUERYABLE.replace("  path: /repos/{owner}/{repo}\n  found", "  path: /repos/{org}\n  found"),
                        "placeholders without an argument: [org]"),
                Arguments.of(
                        "lookup without a rule", QUERYABLE.replaceAll("(?s)found:.*", "found: []\n"), "lookup.found"),
                Arguments.of(
                        "found by a status of trouble",
                        QUERYABLE.replace("status: 404", "status: 503"),
                        "lookup.found.status"),
                Arguments.of(
                        "found by a value without a pointer",
                        QUERYABLE.replace("pointer: /state, ", ""),
                        "lookup.found"),
                Arguments.of(
                        "IDEMPOTENT_KEY without its header",
                        MANIFEST.replace("effect: OPAQUE", "effect: IDEMPOTENT_KEY"),
                        "idempotency, for IDEMPOTENT_KEY"),
                Arguments.of(
                        "idempotency without the effect",
                        WITH_KEY.replace("IDEMPOTENT_KEY", "OPAQUE"),
                        "idempotency, for IDEMPOTENT_KEY"),
                Arguments.of(
                        "a key that dies before the grant", WITH_KEY.replace("PT24H", "PT1M"), "idempotency.lifetime"),
                Arguments.of(
                        "a key in the token's place",
                        WITH_KEY.replace("Idempotency-Key", "authorization"),
                        "idempotency.header"),
                Arguments.of(
                        "an argument with the name of the action's id",
                        MANIFEST.replace("note:", "action_id:"),
                        "no argument may be named action_id"),
                Arguments.of(
                        "the action's id in words for people",
                        MANIFEST.replace("is gone with", "{action_id} is gone with"),
                        "placeholders without an argument: [action_id]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedForWhatFollowsTheDecision")
    void refusesAPromiseThatCannotBeKept(String what, String manifest, String why) {
        assertThatThrownBy(() -> load(manifest))
                .as(what)
                .isInstanceOf(BadManifest.class)
                .hasMessageContaining(why);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("understated danger", MANIFEST.replace("riskFloor: CRITICAL", "riskFloor: MEDIUM")),
                Arguments.of("deletion below CRITICAL", MANIFEST.replace("riskFloor: CRITICAL", "riskFloor: HIGH")),
                Arguments.of(
                        "open arguments",
                        MANIFEST.replace("additionalProperties: false", "additionalProperties: true")),
                Arguments.of("unknown member", MANIFEST + "trusted: true\n"),
                Arguments.of("duplicate key", MANIFEST + "riskFloor: LOW\n"),
                Arguments.of("anchor", MANIFEST.replace("scopes: []", "scopes: &x []")),
                Arguments.of("tag", MANIFEST.replace("version: 1.0.0", "version: !!str 1.0.0")),
                Arguments.of("two documents", MANIFEST + "---\na: 1\n"),
                Arguments.of("placeholder without argument", MANIFEST.replace("/repos/{owner}", "/repos/{org}")),
                Arguments.of(
                        "optional argument in the path",
                        MANIFEST.replace("required: [owner, repo]", "required: [owner]")),
                Arguments.of("no schema", MANIFEST.replace("{type: string, format: email}", "{type: strin}")),
                Arguments.of("credentials in the base", MANIFEST.replace("https://api", "https://u:p@api")),
                Arguments.of("relative base", MANIFEST.replace("https://api.github.com", "/api")),
                Arguments.of("bad name", MANIFEST.replace("github.delete_repository", "delete")),
                Arguments.of("not YAML", "name: [\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesABadManifestNamingItsFile(String what, String manifest) {
        assertThatThrownBy(() -> load(manifest))
                .as(what)
                .isInstanceOf(BadManifest.class)
                .hasMessageMatching("tool\\.yaml:[0-9]+: .+");
    }

    static Stream<Arguments> misspelt() {
        return Stream.of(
                Arguments.of(
                        "riskFloor: CRITICAL",
                        "riskflor: CRITICAL",
                        21,
                        "unknown member riskflor; there are arguments, "),
                Arguments.of(
                        "  method: DELETE", "  metod: DELETE", 23, "unknown member request.metod; there are base, "),
                Arguments.of("  method: DELETE", "  method: REMOVE", 23, "request.method: "),
                Arguments.of("  method: DELETE", "  headers: {}", 22, "wrong or missing: request.method"),
                Arguments.of("effect: OPAQUE", "effect: OPAK", 19, "effect: "),
                Arguments.of("title: Delete a repository", "title: ' '", 2, "wrong or missing: title"),
                Arguments.of(
                        "/repos/{owner}/{repo}", "/repos/{org}/{repo}", 25, "placeholders without an argument: [org]"),
                Arguments.of("{type: string, format: email}", "{type: strin}", 9, "arguments: not a JSON Schema"),
                Arguments.of("scopes: []", "scopes: &x []", 6, "anchors and aliases are not accepted"),
                Arguments.of("  maxBytes: 1024", "  maxBytes: lots", 27, "result.maxBytes: "),
                Arguments.of("riskFloor: CRITICAL", "riskFloor: MEDIUM", 21, "wrong or missing: riskFloor"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("misspelt")
    void saysFileLineAndMemberOfWhatItRefuses(String right, String wrong, int line, String what) {
        assertThatThrownBy(() -> load(MANIFEST.replace(right, wrong)))
                .isInstanceOf(BadManifest.class)
                .hasMessageStartingWith("tool.yaml:" + line + ": " + what);
    }

    @Test
    void refusesTwoManifestsOfOneName() throws IOException {
        Files.writeString(folder.resolve("again.yaml"), MANIFEST);
        assertThatThrownBy(() -> load(MANIFEST)).hasMessageContaining("a second manifest");
    }

    @Test
    void readsAMountedConfigMapOnce() throws IOException {
        var version = Files.createDirectory(folder.resolve("..2026_11_24"));
        Files.writeString(version.resolve("tool.yaml"), MANIFEST);
        Files.createSymbolicLink(folder.resolve("..data"), version.getFileName());
        Files.createSymbolicLink(folder.resolve("tool.yaml"), Path.of("..data", "tool.yaml"));
        assertThat(ToolCatalog.load(folder).all()).hasSize(1);
    }

    @Test
    void refusesAnEmptyFolder() {
        assertThatThrownBy(() -> ToolCatalog.load(folder)).isInstanceOf(BadManifest.class);
    }

    @ParameterizedTest
    @EnumSource
    void shipsAToolOfEachLevel(RiskLevel level) {
        var shipped = ToolCatalog.load(Path.of(System.getProperty("repository.root", ".."), "tools"));
        assertThat(shipped.all())
                .hasSizeGreaterThanOrEqualTo(6)
                .anyMatch(t -> t.manifest().riskFloor() == level);
    }
}

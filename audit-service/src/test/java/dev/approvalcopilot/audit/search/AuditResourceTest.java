package dev.approvalcopilot.audit.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.audit.testing.Api;
import dev.approvalcopilot.audit.testing.Story;
import dev.approvalcopilot.audit.testing.Tokens;
import dev.approvalcopilot.audit.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.HaltChanged;
import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.contracts.event.PersonChanged;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Search and export, for a person, another one, and the operator. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditResourceTest {

    private Story adas;
    private Story bobs;

    /** Once; not before all, for RestAssured knows the port only when a test begins. */
    @BeforeEach
    void tellTwoStories() {
        if (adas != null) {
            return;
        }
        adas = Topics.tell(Story.of("ada"));
        bobs = Topics.tell(Story.of("bob"));
        Api.as("ada").awaitRun(adas.run(), 7);
        Api.as("bob").awaitRun(bobs.run(), 7);
    }

    @Test
    void showsAPersonOnlyTheirOwn() {
        assertThat(Api.as("ada").get("/api/audit?limit=200").getList("entries.principal"))
                .isNotEmpty()
                .containsOnly("auth0|ada");
        assertThat(Api.as("ada").ofRun(bobs.run()).getList("entries")).isEmpty();
        assertThat(Api.as("ada").ofAction(bobs.id()).getList("entries")).isEmpty();
        assertThat(Api.as("ada").get("/api/audit?person=auth0|bob").getList("entries"))
                .isEmpty();
    }

    @Test
    void findsWhoHadAHandInAnActionByTheActionAndWhatAPersonLaidDownByThePerson() {
        var carols = Story.of("carol");
        var ref = carols.pending().action();
        var now = Instant.now();
        Topics.send(Service.APPROVAL, new ActionDecided.Claimed(ref, "auth0|bob", now.plusSeconds(60), now));
        Topics.send(Service.APPROVAL, new ActionDecided.OutcomeMissing(ref, now, now));
        Topics.send(Service.APPROVAL, new PersonChanged.AbsenceSet("auth0|carol", now, now.plusSeconds(60), now));
        Api.as("carol").awaitRun(carols.run(), 2);

        assertThat(Api.as("carol").ofAction(carols.id()).getList("entries.summary"))
                .containsExactlyInAnyOrder(
                        "auth0|bob looks at github.delete_repository.",
                        "No report came of github.delete_repository: it may have happened.");
        await().untilAsserted(() -> assertThat(Api.as("olga")
                        .get("/api/audit?person=auth0|carol&limit=200")
                        .getList("entries.summary"))
                .hasSize(3)
                .contains("auth0|carol is out of office for a time."));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 210, 255})
    void findsAPersonWhateverTheyAreCalled(int length) {
        var sub = length == 0 ? "samlp|acme|Jane Doe" : "auth0|" + "x".repeat(length - 6);
        var now = Instant.now();
        Topics.send(Service.APPROVAL, new PersonChanged.AbsenceSet(sub, now, now.plusSeconds(60), now));
        Topics.send(Service.GATEWAY, new HaltChanged(HaltScope.parse("person:" + sub), true, "x", sub, 0, now));

        await().untilAsserted(() -> assertThat(Api.as("olga")
                        .request()
                        .queryParam("person", sub)
                        .get("/api/audit")
                        .jsonPath()
                        .getList("entries.principal"))
                .containsExactly(sub, sub));
    }

    @Test
    void showsTheOperatorEverything() {
        assertThat(Api.as("olga").ofRun(adas.run()).getList("entries")).hasSize(7);
        assertThat(Api.as("olga").ofRun(bobs.run()).getList("entries")).hasSize(7);
        assertThat(Api.as("olga").get("/api/audit?person=auth0|bob&limit=200").getList("entries.principal"))
                .containsOnly("auth0|bob");
    }

    @Test
    void showsHaltsToOperatorsAndToThePersonWhoIsHalted() {
        var word = "Halt " + Ids.next();
        for (var scope : List.of("all", "person:auth0|ada", "person:auth0|bob", "tool:slack.post_message")) {
            Topics.send(
                    Service.GATEWAY,
                    new HaltChanged(HaltScope.parse(scope), true, word, "auth0|olga", 3, Instant.now()));
        }

        await().atMost(Api.LONG_ENOUGH)
                .untilAsserted(() -> assertThat(halts("olga", word))
                        .containsExactly(
                                "auth0|olga halted all.",
                                "auth0|olga halted person:auth0|ada.",
                                "auth0|olga halted person:auth0|bob.",
                                "auth0|olga halted tool:slack.post_message."));
        assertThat(halts("ada", word)).containsExactly("auth0|olga halted person:auth0|ada.");
    }

    private static List<String> halts(String reader, String reason) {
        return Api.as(reader)
                .get("/api/audit?limit=200&type=dev.approvalcopilot.halt.changed.v1")
                .getList("entries.findAll { it.data.reason == '" + reason + "' }.summary");
    }

    @Test
    void answersAForeignEntryLikeOneThatDoesNotExist() {
        long bobsSeq = Api.as("bob").ofRun(bobs.run()).getLong("entries[0].seq");

        Api.as("bob").request().get("/api/audit/" + bobsSeq).then().statusCode(200);
        Api.as("ada")
                .request()
                .get("/api/audit/" + bobsSeq)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:approval-copilot:problem:not_found"));
        Api.as("ada")
                .request()
                .get("/api/audit/999999999999")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:approval-copilot:problem:not_found"));
    }

    @ParameterizedTest
    @CsvSource({"action.proposed.v1,1", "action.approved.v1,1", "action.failed.v1,0"})
    void filtersByType(String type, int count) {
        assertThat(Api.as("ada")
                        .get("/api/audit?action=" + adas.id() + "&type=dev.approvalcopilot." + type)
                        .getList("entries"))
                .hasSize(count);
    }

    @Test
    void filtersByActionAndByTime() {
        var now = Instant.now();
        var ofAction = "/api/audit?action=" + adas.id();
        assertThat(Api.as("ada").get(ofAction).getList("entries")).hasSize(6);
        assertThat(Api.as("ada").get(ofAction + "&to=" + now).getList("entries"))
                .hasSize(6);
        assertThat(Api.as("ada").get(ofAction + "&from=" + now).getList("entries"))
                .isEmpty();
        assertThat(Api.as("ada")
                        .get(ofAction + "&from=" + now.minusSeconds(3600))
                        .getList("entries"))
                .hasSize(6);
    }

    @Test
    void readsPageByPageWithoutGapOrRepetitionWhileTheLogGrows() {
        var all = Api.as("ada").ofRun(adas.run()).getList("entries.seq", Long.class);
        var read = new ArrayList<Long>();
        JsonPath page = page("");
        while (page.getBoolean("more")) {
            read.addAll(page.getList("entries.seq", Long.class));
            Topics.tell(Story.of("ada"));
            page = page("&cursor=" + page.getString("cursor"));
        }
        read.addAll(page.getList("entries.seq", Long.class));

        assertThat(read).isEqualTo(all).isSorted();
        assertThat(page("&cursor=" + page.getString("cursor")).getList("entries"))
                .as("the last cursor stays good")
                .isEmpty();
    }

    private JsonPath page(String more) {
        return Api.as("ada").get("/api/audit?limit=3&run=" + adas.run() + more);
    }

    @Test
    void tellsWhatHappenedInWords() {
        assertThat(Api.as("ada").ofRun(adas.run()).getList("entries.summary", String.class))
                .contains(
                        "Agent planner proposed github.delete_repository.",
                        "github.delete_repository is critical and waits for a person.",
                        "auth0|ada approved github.delete_repository.",
                        "A grant for github.delete_repository was issued.",
                        "github.delete_repository was done.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "olga"})
    void showsNobodyTheGrantOrItsEvidence(String reader) {
        var shown = Api.as(reader)
                .request()
                .get("/api/audit?action=" + adas.id())
                .then()
                .statusCode(200)
                .body(not(containsString(Story.EVIDENCE)))
                .body(not(containsString(Story.SIGNATURE)))
                .body(not(containsString(adas.grant().split("\\.")[0])))
                .extract()
                .jsonPath();

        var grant = "entries.find { it.type.endsWith('grant.issued.v1') }.data.grant";
        assertThat(shown.getString(grant + ".sub")).isEqualTo("auth0|ada");
        assertThat(shown.getString(grant + ".level")).isEqualTo("CRITICAL");
        assertThat(shown.getString(grant + ".authorization_details[0].digest"))
                .isEqualTo(adas.bytes.digest().value());
        assertThat(shown.getList(grant + ".approvers[0].evidence")).isEqualTo(List.of("login.v1"));
    }

    @Test
    void exportsWhatTheCallerMaySeeLineByLine() {
        var lines = export("ada", "?run=" + adas.run());

        assertThat(lines).hasSize(8);
        assertThat(lines.getLast().path("more").booleanValue()).isFalse();
        assertThat(lines.subList(0, 7))
                .extracting(line -> line.path("principal").textValue())
                .containsOnly("auth0|ada");
        assertThat(lines.toString()).doesNotContain(Story.EVIDENCE).doesNotContain(Story.SIGNATURE);
        assertThat(export("ada", "?run=" + bobs.run())).hasSize(1);
        assertThat(export("olga", "?run=" + bobs.run())).hasSize(8);
    }

    private static List<JsonNode> export(String reader, String query) {
        return Api.as(reader)
                .request()
                .get("/api/audit/export" + query)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString()
                .lines()
                .map(AuditResourceTest::parse)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "action=7, invalid_filter",
        "run=x, invalid_filter",
        "from=yesterday, invalid_filter",
        "to=2026-11-23, invalid_filter",
        "from=2101-01-01T00:00:00Z, invalid_filter",
        "from=2026-11-24T00:00:00Z&to=2026-11-23T00:00:00Z, invalid_filter",
        "type=action.approved.v1, invalid_filter",
        "type=approved, invalid_filter",
        "persn=auth0|bob, invalid_request",
        "Type=x, invalid_request",
        "cursor=MTp4, invalid_cursor",
        "cursor=!, invalid_cursor",
        "limit=0, invalid_request",
        "limit=201, invalid_request"
    })
    void refusesWhatItCannotRead(String query, String problem) {
        Api.as("ada")
                .request()
                .get("/api/audit?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:approval-copilot:problem:" + problem))
                .body("correlation_id", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/audit", "/api/audit/export", "/api/audit/stream"})
    void namesTheParametersAndTypesThatExist(String path) {
        Api.as("olga")
                .request()
                .get(path + "?principal=auth0|ada")
                .then()
                .statusCode(400)
                .body("detail", containsString("There is no parameter principal."))
                .body("detail", containsString("person"));
        Api.as("olga")
                .request()
                .get(path + "?type=action.approved.v1")
                .then()
                .statusCode(400)
                .body("detail", containsString("dev.approvalcopilot.action.approved.v1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/audit", "/api/audit/1", "/api/audit/export", "/api/audit/stream"})
    void answersNobodyWithoutATokenOfThisApiWithItsScope(String path) {
        given().get(path).then().statusCode(401);
        given().auth()
                .oauth2(Tokens.of("ada", "https://copilot.local/risk", "risk:read"))
                .get(path)
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(Tokens.of("ada", "https://copilot.local/audit", ""))
                .get(path)
                .then()
                .statusCode(403);
    }

    @Test
    void describesItselfItsHealthAndItsLag() {
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/audit/export"));
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("audit_entries_total"))
                .body(containsString("audit_lag_seconds"));
    }

    private static JsonNode parse(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.approvalcopilot.gateway.operator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.gateway.testing.Resumed;
import dev.approvalcopilot.gateway.testing.Topics;
import dev.approvalcopilot.local.auth0.BrowserlessLogin;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Application;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.client.Person;
import dev.approvalcopilot.local.testing.ApiDocument;
import dev.approvalcopilot.local.testing.ApiWalk;
import dev.approvalcopilot.local.testing.LocalStackResource;
import dev.approvalcopilot.local.testing.NewPeople;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The operators' door, with real tokens of the tenant. */
@QuarkusTest
class HaltApiTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Map<String, Person> PEOPLE = new ConcurrentHashMap<>();
    private static final String SLACK = "connection:sign-in-with-slack";

    @Inject
    Jdbi jdbi;

    private Topics topics;

    @BeforeEach
    void begin() {
        RestAssured.port = LocalStackResource.installation().port(Service.GATEWAY);
        topics = new Topics();
    }

    @AfterEach
    void end() {
        topics.close();
        Resumed.all(jdbi);
    }

    private static String token(String name, String audience) {
        return PEOPLE.computeIfAbsent(name, _ -> Person.of(LocalStackResource.installation(), name))
                .token(audience, "halts:write audit:read");
    }

    private static RequestSpecification as(String name) {
        return given().auth().oauth2(token(name, LocalTenant.GATEWAY)).contentType("application/json");
    }

    private static ValidatableResponse halt(String name, String scope, String reason) {
        return as(name).body(Map.of("reason", reason))
                .put("/halts/{scope}", scope)
                .then();
    }

    private static ValidatableResponse resume(String name, String scope, String reason) {
        return as(name).body(Map.of("reason", reason))
                .post("/halts/{scope}/resumption", scope)
                .then();
    }

    private void awaitSecurity(String code, String principal) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(topics.everything())
                        .anySatisfy(record -> assertThat(record)
                                .startsWith(Topic.SECURITY_GATEWAY.topicName())
                                .contains(code, principal)));
    }

    @Test
    void aHaltIsAnsweredListedAndSaidToTheOthers() {
        halt("olga", SLACK, "Slack leaks tokens")
                .statusCode(200)
                .body("scope", equalTo(SLACK))
                .body("halted", equalTo(true))
                .body("reason", equalTo("Slack leaks tokens"))
                .body("by", equalTo("auth0|olga"))
                .body("resumption", nullValue());

        as("otto")
                .get("/halts")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("epoch", equalTo(0))
                .body("halts", hasSize(1))
                .body("halts[0].scope", equalTo(SLACK));
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(topics.types(Topic.HALTS, SLACK)).containsExactly("halt.changed"));
        var event = topics.last(Topic.HALTS, SLACK);
        assertThat(event.path("halted").asBoolean()).isTrue();
        assertThat(event.path("by").asText()).isEqualTo("auth0|olga");
        assertThat(event.path("epoch").asLong()).isZero();
    }

    /** What is unknown or too large, at every operation. */
    @Test
    void everyOperationRefusesWhatItDoesNotKnowAndWhatIsTooLarge() {
        var address = URI.create(LocalStackResource.installation().address(Service.GATEWAY));
        var bearer = "Bearer " + token("olga", LocalTenant.GATEWAY);

        assertThat(new ApiWalk(address, Service.GATEWAY, new ApiDocument("gateway-management"), bearer).faults())
                .isEmpty();
        as("olga").get("/halts").then().body("halts", hasSize(0));
    }

    @Test
    void haltingTwiceIsHaltingOnce() {
        var first =
                halt("olga", "all", "first").statusCode(200).extract().body().asString();

        var second =
                halt("otto", "all", "second").statusCode(200).extract().body().asString();

        assertThat(second).isEqualTo(first);
        resume("olga", "all", "x").statusCode(202);
        resume("otto", "all", "y").statusCode(200);
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(topics.types(Topic.HALTS, "all")).hasSize(2));
    }

    @Test
    void aResumptionTakesTwoOperatorsAndRaisesTheEpoch() {
        halt("olga", "person:auth0|ada", "her laptop is lost").statusCode(200);

        resume("olga", "person:auth0|ada", "found")
                .statusCode(202)
                .body("halted", equalTo(true))
                .body("resumption.by", equalTo("auth0|olga"));
        resume("olga", "person:auth0|ada", "found, really").statusCode(202).body("resumption.reason", equalTo("found"));
        resume("otto", "person:auth0|ada", "I saw it")
                .statusCode(200)
                .body("halted", equalTo(false))
                .body("epoch", equalTo(1));

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(topics.types(Topic.HALTS, "person:auth0|ada"))
                        .hasSize(2));
        var event = topics.last(Topic.HALTS, "person:auth0|ada");
        assertThat(event.path("halted").asBoolean()).isFalse();
        assertThat(event.path("epoch").asLong()).isEqualTo(1);
        assertThat(event.path("by").asText()).isEqualTo("auth0|otto");
        assertThat(event.path("reason").asText()).isEqualTo("I saw it (asked by auth0|olga: found)");
        awaitSecurity("resumption_asked", "auth0|olga");
        as("olga").get("/halts").then().body("halts", hasSize(0)).body("epoch", equalTo(1));
    }

    static Stream<String> peopleAndAgents() {
        return Stream.of(
                "person:samlp|acme|Jane Doe",
                "person:oidc|acme|https://id.acme.test/jane?x=%2F&y",
                "person:auth0|" + "x".repeat(204),
                "person:auth0|" + "x".repeat(249),
                "agent:https://agent.acme.test/x",
                "agent:bob@agents.acme.test",
                "agent:two words");
    }

    @ParameterizedTest
    @MethodSource("peopleAndAgents")
    void whoeverCanActCanBeHaltedAndResumed(String scope) {
        halt("olga", scope, "a rehearsal").statusCode(200).body("scope", equalTo(scope));
        as("olga").get("/halts").then().body("halts.scope", hasItem(scope));
        resume("olga", scope, "it went well").statusCode(202);
        resume("otto", scope, "it did").statusCode(200).body("halted", equalTo(false));

        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(topics.types(Topic.HALTS, scope)).hasSize(2));
    }

    @Test
    void aHaltOfSomebodyWhoNeverActedStandsAndTheAnswerSaysWhoIsNear() {
        acted("auth0|seen-by-the-gateway", "seen-agent");

        halt("olga", "person:auth0|seen-by-the-gatewai", "x")
                .statusCode(200)
                .body("halted", equalTo(true))
                .body("note", containsString("The halt stands. Do you mean auth0|seen-by-the-gateway?"));
        halt("olga", "agent:sean-agent", "x")
                .statusCode(200)
                .body("note", containsString("The halt stands. Do you mean seen-agent?"));
        halt("olga", "agent:seen-agent", "x").statusCode(200).body("note", nullValue());
        as("olga").get("/halts").then().body("halts", hasSize(3));
    }

    private void acted(String person, String agent) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into ledger (action_id, jti, digest, run, principal, agent, tool, correlation_id, state, code,
                            expires_at, ended_at)
                        values (:id, :id, 'sha-256:', gen_random_uuid(), :person, :agent, 'slack.post_message', '', 'REFUSED',
                            'expired', now(), now())""")
                .bind("id", Ids.next())
                .bind("person", person)
                .bind("agent", agent)
                .execute());
    }

    @ParameterizedTest
    @MethodSource("nobodies")
    void whoCannotExistIsNotHaltedAndTheAnswerSaysWhy(String scope, String words) {
        halt("olga", scope, "x").statusCode(404).body("detail", containsString(words));
    }

    static Stream<Arguments> nobodies() {
        return Stream.of(
                arguments("person:auth0|" + "x".repeat(250), "has 256 characters. At most 255 can be used here."),
                arguments("person:auth0|k\u00e4the", "not printable ASCII"),
                arguments("person: auth0|ada", "begins or ends with a space"),
                arguments("person:ada", "not of the form provider|id"),
                arguments("agent:" + "x".repeat(256), "has 256 characters"));
    }

    private static Response askedBy(String sub, List<String> groups) {
        var installation = LocalStackResource.installation();
        var credentials = NewPeople.add(installation.issuer(), sub, groups);
        var token = BrowserlessLogin.codeFlow(
                        URI.create(installation.issuer()),
                        Application.publicClient("copilot-cli", "http://127.0.0.1/callback"),
                        credentials,
                        Map.of("audience", LocalTenant.GATEWAY, "scope", "openid halts:write"))
                .accessToken();
        return given().auth().oauth2(token).get("/halts");
    }

    /** Who is no operator is refused for that, and not for the size of their token. */
    @Test
    void somebodyInManyGroupsIsHeard() {
        askedBy("waad|in many groups", NewPeople.groups(500, "security"))
                .then()
                .statusCode(403)
                .body("detail", containsString("not one of an operator"));
    }

    @Test
    void somebodyInTooManyGroupsIsToldSo() {
        askedBy("waad|in too many groups", NewPeople.groups(1_000, "security"))
                .then()
                .statusCode(401)
                .body("detail", containsString("more groups than can be used here"));
    }

    @Test
    void anOperatorWhomNobodyCouldNameIsToldSo() {
        askedBy("auth0|" + "o".repeat(250), List.of())
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("at most 255 printable ASCII characters"));
    }

    @Test
    void whatIsNotHaltedIsNotResumed() {
        resume("olga", "all", "x").statusCode(409).body("type", equalTo("urn:approval-copilot:problem:not_halted"));
    }

    @Test
    void withoutATokenNobodyIsLetIn() {
        given().contentType("application/json")
                .body("{\"reason\":\"x\"}")
                .put("/halts/all")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body("type", equalTo("urn:approval-copilot:problem:unauthenticated"));

        awaitSecurity("operator_unauthenticated", "");
        as("olga").get("/halts").then().body("halts", hasSize(0));
    }

    @Test
    void aTokenForAnotherApiIsNoneHere() {
        given().auth()
                .oauth2(token("olga", LocalTenant.AUDIT))
                .get("/halts")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"));
    }

    @Test
    void whoIsNoOperatorIsRefusedByNameAndChangesNothing() {
        halt("ada", "all", "I can do that too")
                .statusCode(403)
                .header("WWW-Authenticate", containsString("insufficient_scope"))
                .body("type", equalTo("urn:approval-copilot:problem:forbidden"));

        awaitSecurity("operator_forbidden", "auth0|ada");
        as("olga").get("/halts").then().body("halts", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({"tool:slack.post_mesage", "everything", "person:ada"})
    void aScopeThatWouldStopNothingIsAnError(String scope) {
        halt("olga", scope, "x")
                .statusCode(404)
                .body("type", equalTo("urn:approval-copilot:problem:unknown_scope"))
                .body("correlation_id", startsWith(""));
    }

    @Test
    void aBodyThatDoesNotFitIsAProblem() {
        as("olga")
                .body("{\"reason\":\"" + "x".repeat(501) + "\"}")
                .put("/halts/all")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        as("olga")
                .body("{\"reason\":\"" + "x".repeat(9000) + "\"}")
                .put("/halts/all")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
        given().auth()
                .oauth2(token("olga", LocalTenant.GATEWAY))
                .contentType("text/plain")
                .body("stop")
                .put("/halts/all")
                .then()
                .statusCode(415);
        as("olga").delete("/halts/all").then().statusCode(405).header("Allow", "PUT");
        as("olga").get("/halts").then().body("halts", hasSize(0));
    }

    @Test
    void anAnswerCarriesTheCorrelationIdThatWasSent() {
        as("olga")
                .header("X-Correlation-Id", "operator-4711")
                .get("/halts")
                .then()
                .header("X-Correlation-Id", "operator-4711");
    }

    @Test
    void readinessSaysHowMuchIsHaltedAndStaysUp() {
        halt("olga", "all", "x").statusCode(200);

        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'halts' }.data.halted", equalTo(1));
        given().get("/q/metrics").then().body(containsString("gateway_halts 1.0"));
    }
}

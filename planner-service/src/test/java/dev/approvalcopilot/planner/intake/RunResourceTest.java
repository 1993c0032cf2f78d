package dev.approvalcopilot.planner.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.local.testing.DescribedAnswers;
import dev.approvalcopilot.local.testing.LocalStackResource;
import dev.approvalcopilot.local.testing.NewPeople;
import dev.approvalcopilot.planner.testing.OnLocalStack;
import dev.approvalcopilot.planner.testing.People;
import dev.approvalcopilot.planner.testing.TestRun;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnLocalStack
class RunResourceTest {

    private static final DescribedAnswers ANSWERS = DescribedAnswers.of("planner");
    private static final String GOAL = "Delete the repository acme/old-site.";

    @Test
    void takesARunInAndTellsWhereItIs() {
        var answer = start(People.token("ada"), GOAL).statusCode(201);
        var id = answer.extract().jsonPath().getString("id");
        answer.header("Location", endsWith("/api/runs/" + id))
                .body("status", equalTo("THINKING"))
                .body("agent", equalTo("planner"))
                .body("goal", equalTo(GOAL))
                .body("createdAt", notNullValue())
                .body("endedAt", nullValue());
    }

    @ParameterizedTest
    @ValueSource(ints = {210, 255})
    void takesARunInForAPersonWithALongName(int length) {
        var sub = "auth0|" + "r".repeat(length - 6);
        NewPeople.add(LocalStackResource.installation().issuer(), sub, List.of());

        start(People.token(sub), GOAL).statusCode(201);
    }

    @Test
    void whoCannotBeNamedIsRefusedWithTheReason() {
        var sub = "auth0|" + "r".repeat(250);
        NewPeople.add(LocalStackResource.installation().issuer(), sub, List.of());

        start(People.token(sub), GOAL)
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:approval-copilot:problem:no_person"))
                .body("detail", containsString("has 256 characters. At most 255 can be used here."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"goal\":\"\"}", "{\"goal\":\"  \"}", "{\"goal\":\"a\\u0000b\"}", "[]", "{", ""})
    void refusesARequestWithoutAUsableGoal(String body) {
        as("ada")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/runs")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:approval-copilot:problem:invalid_request"));
    }

    @Test
    void takesAGoalOfFourThousandCharactersAndNotOneMore() {
        start(People.token("ada"), "x".repeat(4000)).statusCode(201);
        start(People.token("ada"), "x".repeat(4001)).statusCode(400);
    }

    @Test
    void theSameKeyAndGoalAreTheSameRun() {
        var key = UUID.randomUUID().toString();
        var first = startWithKey(key, GOAL).statusCode(201).extract().jsonPath().getString("id");
        var second =
                startWithKey(key, GOAL).statusCode(201).extract().jsonPath().getString("id");
        assertThat(second).isEqualTo(first);
    }

    @Test
    void theSameKeyWithAnotherGoalIsRefused() {
        var key = UUID.randomUUID().toString();
        startWithKey(key, GOAL).statusCode(201);
        startWithKey(key, "Delete the repository acme/website.")
                .statusCode(422)
                .body("type", equalTo("urn:approval-copilot:problem:idempotency_key_reused"));
    }

    @Test
    void oneKeyMeansNothingToAnotherPerson() {
        var key = UUID.randomUUID().toString();
        var hers = startWithKey(key, GOAL).extract().jsonPath().getString("id");
        var his = as("bob")
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(Map.of("goal", GOAL))
                .post("/api/runs")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        assertThat(his).isNotEqualTo(hers);
    }

    @Test
    void foreignAndUnknownRunsAreTheSame404() {
        var hers = TestRun.of(GOAL).id();
        var foreign =
                withoutCorrelation(as("bob").get("/api/runs/" + hers).then().statusCode(404));
        var unknown = withoutCorrelation(
                as("bob").get("/api/runs/" + Ids.next()).then().statusCode(404));
        assertThat(foreign).isEqualTo(unknown);
        as("bob").post("/api/runs/" + hers + "/cancel").then().statusCode(404);
        as("bob").get("/api/runs/" + hers + "/events").then().statusCode(404);
        as("bob").get("/api/runs/not-an-id").then().statusCode(404);
    }

    @Test
    void anOutsideAgentSeesWhatItBeganAndThePersonSeesAll() {
        var hers = TestRun.of(GOAL);
        var theAgents = TestRun.of(People.acmeToken("ada"), GOAL);

        assertThat(theAgents.get().getString("agent")).isEqualTo("acme-agent");
        given().auth()
                .oauth2(theAgents.token())
                .get("/api/runs/" + hers.id())
                .then()
                .statusCode(404);
        as("ada").get("/api/runs/" + theAgents.id()).then().statusCode(200);
    }

    @Test
    void listsOwnRunsNewestFirstInPages() {
        var token = People.token("carol");
        var first = TestRun.of(token, GOAL).id().toString();
        var second = TestRun.of(token, GOAL).id().toString();
        var third = TestRun.of(token, GOAL).id().toString();

        var page = as("carol")
                .get("/api/runs?limit=2")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(page.getList("runs.id", String.class)).containsExactly(third, second);
        var rest = as("carol")
                .queryParam("cursor", page.getString("next"))
                .get("/api/runs?limit=2")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(rest.getList("runs.id", String.class)).startsWith(first);
    }

    @Test
    void refusesLimitsAndCursorsThatAreNone() {
        as("ada").get("/api/runs?limit=0").then().statusCode(400);
        as("ada").get("/api/runs?limit=101").then().statusCode(400);
        as("ada").get("/api/runs?cursor=nonsense").then().statusCode(400);
    }

    @Test
    void asksForATokenOfThisApi() {
        given().get("/api/runs").then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
        given().auth().oauth2("nonsense").get("/api/runs").then().statusCode(401);
        var forApproval = People.token("ada", People.APPROVAL, "actions:read");
        given().auth().oauth2(forApproval).get("/api/runs").then().statusCode(401);
    }

    @Test
    void asksForTheScope() {
        var reader = People.token("ada", People.PLANNER, "runs:read");
        start(reader, GOAL).statusCode(403).body("type", equalTo("urn:approval-copilot:problem:forbidden"));
        given().auth().oauth2(reader).get("/api/runs").then().statusCode(200);
        var writer = People.token("ada", People.PLANNER, "runs:write");
        given().auth().oauth2(writer).get("/api/runs").then().statusCode(403);
    }

    @Test
    void describesItselfAsOpenApi() {
        given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.keySet()", org.hamcrest.Matchers.hasItems("/api/runs", "/api/runs/{id}/events"))
                .body("components.securitySchemes.auth0.type", equalTo("http"));
    }

    private static ValidatableResponse start(String token, String goal) {
        return given().filter(ANSWERS)
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("goal", goal))
                .post("/api/runs")
                .then();
    }

    private static ValidatableResponse startWithKey(String key, String goal) {
        return as("ada")
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(Map.of("goal", goal))
                .post("/api/runs")
                .then();
    }

    private static RequestSpecification as(String name) {
        return given().auth().oauth2(People.token(name));
    }

    private static Map<String, Object> withoutCorrelation(ValidatableResponse answer) {
        Map<String, Object> problem = answer.extract().jsonPath().getMap("");
        problem.remove("correlation_id");
        return problem;
    }
}

package dev.approvalcopilot.risk;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.approvalcopilot.local.testing.DescribedAnswers;
import dev.approvalcopilot.risk.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP API, with tokens as people get them. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RiskApiTest {

    private static final DescribedAnswers ANSWERS = DescribedAnswers.of("risk");
    private static final String AUDIENCE = "https://copilot.local/risk";

    private String token;

    @BeforeAll
    void logIn() {
        token = Tokens.of("ada", AUDIENCE, "risk:read");
    }

    @Test
    void listsTheToolsWithTheirFloors() {
        ada().get("/api/tools")
                .then()
                .statusCode(200)
                .body("name", hasItems("github.delete_repository", "slack.post_message"))
                .body("find { it.name == 'github.delete_repository' }.riskFloor", equalTo("CRITICAL"))
                .body("manifest", everyItem(startsWith("sha-256:")));
    }

    @Test
    void listsThePoliciesInForce() {
        ada().get("/api/policies")
                .then()
                .statusCode(200)
                .body("digest", startsWith("sha-256:"))
                .body("policies.find { it.name == 'secret_in_text' }.deny", equalTo(true))
                .body("policies.find { it.name == 'burst' }.raise", equalTo("ONE_HIGHER"))
                .body("policies.find { it.name == 'merge_soon' }.obligations.expiry", equalTo("PT1H"));
    }

    @Test
    void previewsAClassification() {
        preview("slack.post_message", "{\"channel\":\"#web\",\"text\":\"@here look\"}")
                .then()
                .statusCode(200)
                .body("level", equalTo("HIGH"))
                .body("disposition", equalTo("HOLD"))
                .body("reasons[0].code", equalTo("manifest_floor"))
                .body("reasons.policy", hasItem("message_to_everybody"))
                .body("obligations.freshLogin", equalTo(false))
                .body("obligations.expiry", equalTo("PT24H"))
                .body("impact", containsString("#web"));
    }

    @Test
    void previewsTheDenialOfAnUnknownToolAndOfWrongArguments() {
        preview("github.delete_everything", "{}")
                .then()
                .statusCode(200)
                .body("disposition", equalTo("DENY"))
                .body("reasons.code", hasItem("unknown_tool"));
        preview("github.delete_repository", "{\"owner\":\"octo\"}")
                .then()
                .statusCode(200)
                .body("disposition", equalTo("DENY"))
                .body("level", equalTo("CRITICAL"))
                .body("reasons.code", hasItem("arguments_invalid"));
    }

    @Test
    void refusesArgumentsThatNoActionCanCarry() {
        preview("slack.post_message", "{\"channel\":\"#web\",\"text\":9007199254740993}")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:approval-copilot:problem:arguments_refused"))
                .body("correlation_id", notNullValue());
    }

    @Test
    void refusesABodyThatIsNoRequest() {
        ada().contentType(ContentType.JSON)
                .body("{\"tool\":\"\"}")
                .post("/api/classifications/preview")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:approval-copilot:problem:invalid_request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/tools", "/api/policies"})
    void answersNobodyWithoutAToken(String path) {
        given().get(path).then().statusCode(401).body("type", equalTo("urn:approval-copilot:problem:unauthenticated"));
    }

    @Test
    void refusesATokenOfAnotherAudience() {
        given().auth()
                .oauth2(Tokens.of("ada", "https://copilot.local/planner", "runs:read"))
                .get("/api/tools")
                .then()
                .statusCode(401);
    }

    @Test
    void refusesATokenWithoutTheScope() {
        given().auth()
                .oauth2(Tokens.of("ada", AUDIENCE, ""))
                .get("/api/tools")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:approval-copilot:problem:forbidden"));
    }

    @Test
    void describesItselfAndItsHealth() {
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/classifications/preview"));
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics").then().statusCode(200).body(not(equalTo("")));
    }

    private RequestSpecification ada() {
        return given().filter(ANSWERS).auth().oauth2(token);
    }

    private Response preview(String tool, String arguments) {
        return ada().contentType(ContentType.JSON)
                .body("{\"tool\":\"" + tool + "\",\"arguments\":" + arguments + "}")
                .post("/api/classifications/preview");
    }
}

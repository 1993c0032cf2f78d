package dev.approvalcopilot.approval;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What an operator looks at. */
@QuarkusTest
class OperationTest {
    @Test
    void readinessNamesTheSigningKey() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("grant signing key"))
                .body("checks.find { it.name == 'grant signing key' }.data.kid", notNullValue());
    }

    @Test
    void metricsCountWhatWaits() {
        given().get("/q/metrics").then().statusCode(200).body(containsString("approval_pending"));
    }

    @Test
    void theApiIsDescribed() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("openapi", containsString("3.1"))
                .body("info.title", equalTo("Approval service"))
                .body(
                        "paths.keySet()",
                        hasItems("/api/actions/{id}/decision", "/api/actions/{id}/edit", "/api/actions/decisions"))
                .body(allOf(containsString("login_needed"), containsString("step_up_url")));
    }

    @Test
    void everyRefusalIsDescribedAsAProblemDocumentWithItsCodes() {
        var refusals = "paths.'/api/actions/{id}/decision'.post.responses.";
        var document = ".content.'application/problem+json'";
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .body(refusals + "'409'" + document + ".schema.$ref", equalTo("#/components/schemas/Problem"))
                .body(
                        refusals + "'409'" + document + ".examples.keySet()",
                        hasItems("stale_view", "already_decided", "expired", "too_soon"))
                .body(
                        refusals + "'409'" + document + ".examples.expired.value.type",
                        equalTo("urn:approval-copilot:problem:expired"))
                .body(refusals + "'429'" + document + ".examples.keySet()", hasItem("too_many_requests"))
                .body("components.schemas.Digest.type", equalTo("string"));
    }
}

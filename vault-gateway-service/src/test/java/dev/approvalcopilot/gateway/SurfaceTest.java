package dev.approvalcopilot.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that can be reached over HTTP. */
@QuarkusTest
class SurfaceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/api", "/api/grants", "/openapi", "/q", "/q/openapi", "/q/dev-ui", "/q/arc", "/grants"})
    void servesNothingElse(String path) {
        given().get(path).then().statusCode(404);
        given().contentType("application/json").body("{}").post(path).then().statusCode(404);
    }

    @Test
    void saysThatItIsReadyAndWhatThatRestsOn() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem("trusted keys"));
    }

    @Test
    void showsItsMetrics() {
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("gateway_ledger_open"))
                .body(containsString("gateway_exchange_seconds"));
    }
}

package dev.approvalcopilot.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.testing.LocalStackResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that can be reached over HTTP, on the one port there is. */
@QuarkusTest
class SurfaceTest {

    @BeforeEach
    void atTheManagementPort() {
        RestAssured.port = LocalStackResource.installation().port(Service.GATEWAY);
    }

    @Test
    void listensNowhereElse() {
        assertThat(ConfigProvider.getConfig().getValue("quarkus.http.host-enabled", Boolean.class))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/api/grants",
                "/openapi",
                "/q",
                "/q/openapi",
                "/q/dev-ui",
                "/q/arc",
                "/grants",
                "/halt",
                "/api/halts"
            })
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
                .body("checks.name", hasItem("trusted keys"))
                .body("checks.find { it.name == 'halts' }.data.halted", equalTo(0));
    }

    @Test
    void showsItsMetrics() {
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("gateway_ledger_open"))
                .body(containsString("gateway_halts"))
                .body(containsString("gateway_keys{of=\"grants\"}"))
                .body(containsString("gateway_approvers_readable 1.0"))
                .body(containsString("gateway_exchange_seconds"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/halts", "/halts/all", "/q/health/live", "/q/metrics", "/nothing"})
    void everyAnswerForbidsWhatABrowserCouldDoWithIt(String path) {
        given().get(path)
                .then()
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }
}

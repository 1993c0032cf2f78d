package dev.approvalcopilot.planner.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.approvalcopilot.planner.testing.OnLocalStack;
import dev.approvalcopilot.planner.testing.TestRun;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnLocalStack
class OperationsTest {

    @Test
    void tellsThatItLivesAndIsReady() {
        given().get("/q/health/live").then().statusCode(200).body("checks.name", hasItems("turn-worker"));
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() ->
                        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP")));
    }

    @Test
    void measuresRunsTurnsAndTheModelWithoutNamingAnybody() {
        TestRun.of("Use the unknown tool.").awaitStatus("COMPLETED");
        var metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();
        assertThat(metrics)
                .contains("planner_runs{status=\"WAITING\"", "planner_turns_total{outcome=\"answered\"")
                .contains(
                        "planner_model_requests_seconds_count{outcome=\"answered\"", "gen_ai_client_token_usage_total{")
                .doesNotContain("auth0|", "unknown tool");
    }
}

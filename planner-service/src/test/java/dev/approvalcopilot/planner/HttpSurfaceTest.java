package dev.approvalcopilot.planner;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.testing.ApiDocument;
import dev.approvalcopilot.local.testing.ApiWalk;
import dev.approvalcopilot.local.testing.HttpSurface;
import dev.approvalcopilot.local.testing.LocalStackResource;
import dev.approvalcopilot.planner.testing.OnLocalStack;
import dev.approvalcopilot.planner.testing.People;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnLocalStack
class HttpSurfaceTest {
    /** What is unknown or too large, at every operation. */
    @Test
    void everyOperationRefusesWhatItDoesNotKnowAndWhatIsTooLarge() {
        var address = URI.create(LocalStackResource.installation().address(Service.PLANNER));

        assertThat(new ApiWalk(address, Service.PLANNER, new ApiDocument("planner"), "Bearer " + People.token("ada"))
                        .faults())
                .isEmpty();
    }

    @Test
    void isHardened() {
        var address = URI.create(LocalStackResource.installation().address(Service.PLANNER));

        assertThat(new HttpSurface(address, "/api/runs", "/api/runs", "Bearer " + People.token("ada")).faults())
                .isEmpty();
    }

    @Test
    void aRunCountsAsWork() {
        given().auth()
                .oauth2(People.token("ada"))
                .contentType("application/json")
                .body("{}")
                .post("/api/runs")
                .then()
                .header("RateLimit", startsWith("\"work\";"));
    }
}

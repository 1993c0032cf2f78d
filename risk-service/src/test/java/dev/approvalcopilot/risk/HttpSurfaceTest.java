package dev.approvalcopilot.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.testing.ApiDocument;
import dev.approvalcopilot.local.testing.ApiWalk;
import dev.approvalcopilot.local.testing.HttpSurface;
import dev.approvalcopilot.local.testing.LocalStackResource;
import dev.approvalcopilot.risk.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HttpSurfaceTest {
    /** What is unknown or too large, at every operation. */
    @Test
    void everyOperationRefusesWhatItDoesNotKnowAndWhatIsTooLarge() {
        var address = URI.create(LocalStackResource.installation().address(Service.RISK));

        assertThat(new ApiWalk(
                                address,
                                Service.RISK,
                                new ApiDocument("risk"),
                                "Bearer " + Tokens.of("ada", "https://copilot.local/risk", "risk:read"))
                        .faults())
                .isEmpty();
    }

    @Test
    void isHardened() {
        var address = URI.create(LocalStackResource.installation().address(Service.RISK));

        assertThat(new HttpSurface(
                                address,
                                "/api/tools",
                                "/api/classifications/preview",
                                "Bearer " + Tokens.of("ada", "https://copilot.local/risk", "risk:read"))
                        .faults())
                .isEmpty();
    }
}

package dev.approvalcopilot.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.audit.testing.Tokens;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.testing.ApiDocument;
import dev.approvalcopilot.local.testing.ApiWalk;
import dev.approvalcopilot.local.testing.HttpSurface;
import dev.approvalcopilot.local.testing.LocalStackResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HttpSurfaceTest {
    /** What is unknown or too large, at every operation. */
    @Test
    void everyOperationRefusesWhatItDoesNotKnowAndWhatIsTooLarge() {
        var address = URI.create(LocalStackResource.installation().address(Service.AUDIT));

        assertThat(new ApiWalk(
                                address,
                                Service.AUDIT,
                                new ApiDocument("audit"),
                                "Bearer " + Tokens.of("ada", "https://copilot.local/audit", "audit:read"))
                        .faults())
                .isEmpty();
    }

    @Test
    void isHardened() {
        var address = URI.create(LocalStackResource.installation().address(Service.AUDIT));

        assertThat(new HttpSurface(
                                address,
                                "/api/audit",
                                "",
                                "Bearer " + Tokens.of("ada", "https://copilot.local/audit", "audit:read"))
                        .faults())
                .isEmpty();
    }
}

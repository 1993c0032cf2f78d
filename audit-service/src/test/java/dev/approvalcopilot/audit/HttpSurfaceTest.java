package dev.approvalcopilot.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.audit.testing.Tokens;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.testing.HttpSurface;
import dev.approvalcopilot.local.testing.LocalStackResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HttpSurfaceTest {
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

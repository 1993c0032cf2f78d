package dev.approvalcopilot.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.testing.LocalStackResource;
import dev.approvalcopilot.local.testing.TenantRotation;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TenantRotationTest {
    @Test
    void theNextKeyIsTakenInSecondsAndAWithdrawnOneDies() {
        var installation = LocalStackResource.installation();
        var address = URI.create(installation.address(Service.RISK) + "/api/tools");

        assertThat(new TenantRotation(installation, address, "ada", LocalTenant.RISK, "risk:read").faults())
                .isEmpty();
    }
}

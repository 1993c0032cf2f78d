package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.testing.LocalStackResource;
import dev.approvalcopilot.local.testing.TenantRotation;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tenant's keys at the running gateway: operators' tokens and the logins that grants carry. */
@QuarkusTest
class TenantRotationTest extends GatewayScenario {

    private static final String OPERATOR = "halts:write";

    @AfterEach
    void restore() {
        auth0.keys("restore");
    }

    private GrantBuilder provenByALogin() {
        return aGrant().at(RiskLevel.CRITICAL).provenBy(nonce -> auth0.presence("ada", nonce));
    }

    @Test
    void operatorsOfTheNextKeyAreLetInInSecondsAndThoseOfAWithdrawnOneNoLonger() {
        var installation = LocalStackResource.installation();
        var address = URI.create("http://127.0.0.1:" + installation.port(Service.GATEWAY) + "/halts");

        assertThat(new TenantRotation(installation, address, "olga", LocalTenant.GATEWAY, OPERATOR).faults())
                .isEmpty();
    }

    @Test
    void aLoginOfTheNextKeyCountsAtOnceAndOneOfAWithdrawnKeyNoMore() {
        var before = provenByALogin();
        var provenBefore = before.event();
        auth0.keys("rotate");

        awaitEvents(deliver(provenByALogin()), "action.dispatching", "action.succeeded");

        auth0.keys("revoke-previous");
        // The next login is of a key that nobody has asked for yet: once it counts, the gateway knows what was
        // withdrawn.
        auth0.keys("rotate");
        awaitEvents(deliver(provenByALogin()), "action.dispatching", "action.succeeded");
        topics.send(provenBefore);
        assertThat(awaitEvents(before.id(), "action.refused").path("code").asText())
                .isEqualTo("presence");
        assertThat(providers.calls()).hasSize(2);
    }
}

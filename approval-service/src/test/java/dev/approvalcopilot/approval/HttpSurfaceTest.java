package dev.approvalcopilot.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.testing.ApiDocument;
import dev.approvalcopilot.local.testing.ApiWalk;
import dev.approvalcopilot.local.testing.HttpSurface;
import dev.approvalcopilot.local.testing.LocalStackResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HttpSurfaceTest {
    /** What is unknown or too large, at every operation. */
    @Test
    void everyOperationRefusesWhatItDoesNotKnowAndWhatIsTooLarge() {
        var address = URI.create(LocalStackResource.installation().address(Service.APPROVAL));

        assertThat(new ApiWalk(
                                address,
                                Service.APPROVAL,
                                new ApiDocument("approval"),
                                "Bearer " + Person.ada().token())
                        .faults())
                .isEmpty();
    }

    @Test
    void isHardened() {
        var address = URI.create(LocalStackResource.installation().address(Service.APPROVAL));

        assertThat(new HttpSurface(
                                address,
                                "/api/actions",
                                "/api/actions/" + new UUID(0, 0) + "/decision",
                                "Bearer " + Person.ada().token())
                        .faults())
                .isEmpty();
    }
}

package dev.approvalcopilot.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.testing.ApiDocument;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The build of this test has just written the document that is compared. */
@QuarkusTest
class ApiDocumentTest {

    @Test
    void theCommittedDocumentIsTheBuiltOneAndClientsCanBeMadeOfIt() {
        assertThat(new ApiDocument("audit").faults()).isEmpty();
    }
}

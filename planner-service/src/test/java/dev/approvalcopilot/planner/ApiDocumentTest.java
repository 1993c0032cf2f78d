package dev.approvalcopilot.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.testing.ApiDocument;
import dev.approvalcopilot.planner.testing.OnLocalStack;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The build of this test has just written the document that is compared. */
@QuarkusTest
@OnLocalStack
class ApiDocumentTest {

    @Test
    void theCommittedDocumentIsTheBuiltOneAndClientsCanBeMadeOfIt() {
        assertThat(new ApiDocument("planner").faults()).isEmpty();
    }
}

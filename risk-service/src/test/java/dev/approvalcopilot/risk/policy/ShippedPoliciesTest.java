package dev.approvalcopilot.risk.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.risk.Repository;
import org.junit.jupiter.api.Test;

/** The policies folder of this repository, with all its cases. The guide tells authors to run this class. */
class ShippedPoliciesTest {

    @Test
    void everyPolicyDoesWhatItsCasesSay() {
        var policies = PolicyFolder.load(Repository.policies(), Repository.tools(), Repository.LIMITS);
        assertThat(policies.all())
                .extracting(Policy::name)
                .contains("burst", "first_use", "mail_bulk", "mail_outside", "message_to_everybody", "secret_in_text");
    }
}

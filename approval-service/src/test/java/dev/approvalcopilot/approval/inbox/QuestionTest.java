package dev.approvalcopilot.approval.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.testing.Reviews;
import dev.approvalcopilot.contracts.manifest.ScopeMode;
import dev.approvalcopilot.contracts.review.ReviewDocument.Account;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionTest {
    private static final Account ACCOUNT = new Account("cac_1", "sign-in-with-slack");

    @Test
    void namesScopesProviderAndAccount() {
        var review = Reviews.with(List.of("chat:write"), ScopeMode.FIXED, List.of(), null, ACCOUNT);

        assertThat(Question.text(review, "sign-in-with-slack"))
                .isEqualTo("Authorise a one-time token for `chat:write` on Slack (account cac_1)"
                        + " to run exactly this call?");
        assertThat(Question.beyond(review)).isNull();
    }

    @Test
    void namesThePermissionWhereTheProviderReportsNoScopes() {
        var review = Reviews.with(List.of(), ScopeMode.UNREPORTED, List.of("Administration: write"), null, null);

        assertThat(Question.text(review, "github"))
                .isEqualTo("Authorise a one-time token with `Administration: write` on GitHub"
                        + " (no account yet) to run exactly this call?");
    }

    @Test
    void callsTheAccountByItsNameAndKeepsTheId() {
        var review = Reviews.with(List.of("chat:write"), ScopeMode.FIXED, List.of(), null, ACCOUNT);

        assertThat(Question.text(review, "sign-in-with-slack", "ada@acme"))
                .contains("on Slack (account ada@acme, cac_1) to run exactly this call?");
    }

    @Test
    void saysWhatTheTokenCouldDoBeyond() {
        var review = Reviews.with(List.of("chat:write"), ScopeMode.FIXED, List.of(), "list channels", ACCOUNT);

        assertThat(Question.beyond(review))
                .isEqualTo("The token could also list channels; the gateway uses it for this call only.");
    }
}

package dev.approvalcopilot.approval.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.approval.testing.Reviews;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.ScopeMode;
import dev.approvalcopilot.contracts.review.ReviewDocument;
import dev.approvalcopilot.contracts.review.ReviewDocument.Account;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final ReviewDocument BEFORE = with(new Account("cac_1", "github"), null);

    private static ReviewDocument with(Account account, String beyond) {
        return Reviews.with(List.of(), ScopeMode.UNREPORTED, List.of("Administration: write"), beyond, account);
    }

    @Test
    void believesADocumentThatHashesToTheView() throws JsonProcessingException {
        assertThat(Change.shown(Json.MAPPER.writeValueAsString(BEFORE), BEFORE.view()))
                .contains(BEFORE);
    }

    @Test
    void believesNoOther() throws JsonProcessingException {
        var other = with(new Account("cac_2", "github"), null);

        assertThat(Change.shown(Json.MAPPER.writeValueAsString(other), BEFORE.view()))
                .isEmpty();
        assertThat(Change.shown("{}", BEFORE.view())).isEmpty();
        assertThat(Change.shown("null", BEFORE.view())).isEmpty();
        assertThat(Change.shown("not JSON", BEFORE.view())).isEmpty();
    }

    @Test
    void namesWhatChangedAndNothingElse() {
        var changes = Change.between(BEFORE, with(null, "delete everything"));

        assertThat(changes).extracting(Change::what).containsExactly("Account", "What the token could also do");
        assertThat(changes.getFirst().before()).hasToString("GitHub, cac_1");
        assertThat(changes.getFirst().now()).hasToString("none connected");
    }
}

package dev.approvalcopilot.audit.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.audit.testing.Api;
import dev.approvalcopilot.audit.testing.Story;
import dev.approvalcopilot.audit.testing.Topics;
import dev.approvalcopilot.contracts.json.Digest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ID tokens of logins: in the log never, apart from it for a time. */
@QuarkusTest
class GrantEvidenceTest {

    @Inject
    Jdbi jdbi;

    @Inject
    GrantEvidence evidence;

    private Story story;

    @BeforeEach
    void recordAnApprovedAction() {
        story = Topics.tell(Story.of("ada"));
        Api.as("ada").awaitRun(story.run(), 7);
    }

    @Test
    void theLogKeepsNoEvidenceOfALoginButItsDigest() {
        var stored = text("select string_agg(data::text, ' ') from audit_entry where action = :action");

        assertThat(stored)
                .doesNotContain(Story.EVIDENCE, Story.SIGNATURE, story.grant())
                .contains(Digest.of(Story.EVIDENCE.getBytes(StandardCharsets.UTF_8))
                        .value());
    }

    @Test
    void theGrantIsKeptApartAndGoesAfterATime() {
        assertThat(kept()).contains(story.grant().split("\\.")[0]);

        evidence.purge();
        assertThat(kept()).contains(story.grant().split("\\.")[0]);

        jdbi.useHandle(
                handle -> handle.execute("update grant_evidence set recorded_at = recorded_at - interval '31 days'"));
        evidence.purge();
        assertThat(kept()).isEmpty();
    }

    private String kept() {
        return text("""
                select coalesce(max(data::text), '') from grant_evidence where event_id in
                  (select event_id from audit_entry where action = :action and topic = 'grants.issued.v1')""");
    }

    private String text(String query) {
        return jdbi.withHandle(handle -> handle.createQuery(query)
                .bind("action", story.id())
                .mapTo(String.class)
                .one());
    }
}

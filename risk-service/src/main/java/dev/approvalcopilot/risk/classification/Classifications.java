package dev.approvalcopilot.risk.classification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The answers given: one a digest, one an action id. */
@ApplicationScoped
class Classifications {

    private final Jdbi jdbi;

    Classifications(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param level and the rest: as they were published */
    record Answer(Digest digest, UUID actionId, RiskLevel level, Disposition disposition) {}

    /** The answer to this digest, or else the first one to either id. */
    Optional<Answer> find(Digest digest, UUID claimedId, UUID actionId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select digest, action_id, level, disposition from classification
                        where digest = :digest or action_id in (:claimedId, :actionId)
                        order by (digest = :digest) desc limit 1""")
                .bind("digest", digest)
                .bind("claimedId", claimedId)
                .bind("actionId", actionId)
                .mapTo(Answer.class)
                .findOne());
    }

    void add(ActionClassified classified) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into classification
                          (digest, action_id, level, disposition, reasons, obligations, policy, jws, classified_at)
                        values (:digest, :actionId, :level, :disposition, cast(:reasons as jsonb),
                          cast(:obligations as jsonb), :policy, :jws, :at)""")
                .bind("digest", classified.digest())
                .bind("actionId", classified.proposal().id())
                .bind("level", classified.level().name())
                .bind("disposition", classified.disposition().name())
                .bind("reasons", tree(classified.reasons()))
                .bind("obligations", tree(classified.obligations()))
                .bind("policy", classified.policy())
                .bind("jws", classified.classification())
                .bind("at", classified.at())
                .execute());
    }

    private static JsonNode tree(Object value) {
        return Json.MAPPER.valueToTree(value);
    }
}

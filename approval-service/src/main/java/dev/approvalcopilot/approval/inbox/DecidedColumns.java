package dev.approvalcopilot.approval.inbox;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.Update;

/** What a decision writes into its row, beside state and time. Null where it has nothing to say. */
record DecidedColumns(
        String by,
        String view,
        String reason,
        String answer,
        String account,
        String grantId,
        Instant grantEndsAt,
        String key,
        UUID successor,
        String successorDigest) {

    static DecidedColumns of(Decided decided) {
        return switch (decided) {
            case Decided.Approved a ->
                new DecidedColumns(
                        a.by(),
                        a.view().value(),
                        null,
                        null,
                        a.account(),
                        a.grantId(),
                        a.grantEndsAt(),
                        a.key(),
                        null,
                        null);
            case Decided.Rejected r ->
                new DecidedColumns(r.by(), null, r.reason(), r.answer(), null, null, null, r.key(), null, null);
            case Decided.Superseded s ->
                new DecidedColumns(
                        s.by(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        s.key(),
                        s.successor(),
                        s.successorDigest().value());
            case Decided.Expired _ -> new DecidedColumns(null, null, null, null, null, null, null, null, null, null);
            case Decided.Cancelled c ->
                new DecidedColumns(c.by(), null, null, null, null, null, null, null, null, null);
        };
    }

    Update bindTo(Update update) {
        return update.bind("by", by)
                .bind("view", view)
                .bind("reason", reason)
                .bind("answer", answer)
                .bind("account", account)
                .bind("grantId", grantId)
                .bind("grantEndsAt", grantEndsAt)
                .bind("key", key)
                .bind("successor", successor)
                .bind("successorDigest", successorDigest);
    }
}

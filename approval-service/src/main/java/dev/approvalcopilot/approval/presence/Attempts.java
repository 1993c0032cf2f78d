package dev.approvalcopilot.approval.presence;

import dev.approvalcopilot.contracts.json.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Tables {@code bound_logins} and {@code presence_evidence}. All methods take the caller's transaction. */
@ApplicationScoped
class Attempts {
    private static final String COLUMNS =
            "id, action, principal, digest, view, from_page, created_at, opened_at, epoch,"
                    + " cookie_hash, code_verifier, used_at";

    private final Jdbi jdbi;

    Attempts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param ticketHash null for an attempt that is opened at once */
    void insert(
            UUID id, UUID action, String principal, Digest digest, Digest view, boolean fromPage, String ticketHash) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into bound_logins (id, action, principal, digest, view, from_page, created_at, ticket_hash)
                        values (:id, :action, :principal, :digest, :view, :fromPage, clock_timestamp(), :ticketHash)""")
                .bind("id", id)
                .bind("action", action)
                .bind("principal", principal)
                .bind("digest", digest)
                .bind("view", view)
                .bind("fromPage", fromPage)
                .bind("ticketHash", ticketHash)
                .execute());
    }

    Optional<Attempt> lockByTicket(String ticketHash) {
        return lock("ticket_hash", ticketHash);
    }

    Optional<Attempt> lockByState(String stateHash) {
        return lock("state_hash", stateHash);
    }

    private Optional<Attempt> lock(String column, String hash) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + " from bound_logins where " + column + " = :hash for update")
                .bind("hash", hash)
                .mapTo(Attempt.class)
                .findOne());
    }

    void open(UUID id, String epoch, String stateHash, String cookieHash, String codeVerifier) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update bound_logins set opened_at = clock_timestamp(), epoch = :epoch, state_hash = :stateHash,
                            cookie_hash = :cookieHash, code_verifier = :codeVerifier
                        where id = :id""")
                .bind("id", id)
                .bind("epoch", epoch)
                .bind("stateHash", stateHash)
                .bind("cookieHash", cookieHash)
                .bind("codeVerifier", codeVerifier)
                .execute());
    }

    void use(UUID id) {
        jdbi.useHandle(
                handle -> handle.createUpdate("update bound_logins set used_at = clock_timestamp() where id = :id")
                        .bind("id", id)
                        .execute());
    }

    /** Keeps what a login gave; a later login for the same action takes its place. */
    void keepEvidence(Attempt attempt, Evidence evidence) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into presence_evidence
                            (action, principal, digest, view, epoch, id_token, auth_time, groups, created_at)
                        values (:action, :principal, :digest, :view, :epoch, :idToken, :authTime, :groups,
                            clock_timestamp())
                        on conflict (action, principal) do update set digest = excluded.digest, view = excluded.view,
                            epoch = excluded.epoch, id_token = excluded.id_token, auth_time = excluded.auth_time,
                            groups = excluded.groups,
                            created_at = excluded.created_at""")
                .bind("action", attempt.action())
                .bind("principal", attempt.principal())
                .bind("digest", attempt.digest())
                .bind("view", attempt.view())
                .bind("epoch", attempt.epoch())
                .bind("idToken", evidence.idToken())
                .bind("authTime", evidence.authTime())
                .bindArray("groups", String.class, evidence.groups())
                .execute());
    }

    Optional<Evidence> evidence(UUID action, String principal, Digest digest, Digest view, String epoch) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id_token, auth_time, groups from presence_evidence
                        where action = :action and principal = :principal and digest = :digest and view = :view
                          and epoch = :epoch
                        for update""")
                .bind("action", action)
                .bind("principal", principal)
                .bind("digest", digest)
                .bind("view", view)
                .bind("epoch", epoch)
                .map((row, _) -> new Evidence(
                        row.getString("id_token"),
                        row.getObject("auth_time", OffsetDateTime.class).toInstant(),
                        Set.of((String[]) row.getArray("groups").getArray())))
                .findOne());
    }

    void deleteEvidence(UUID action, String principal) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from presence_evidence where action = :action and principal = :principal")
                .bind("action", action)
                .bind("principal", principal)
                .execute());
    }

    void deleteOlderThan(Duration age) {
        jdbi.useHandle(handle -> {
            for (var table : new String[] {"bound_logins", "presence_evidence"}) {
                handle.createUpdate("delete from " + table
                                + " where created_at < clock_timestamp() - make_interval(secs => :seconds)")
                        .bind("seconds", (double) age.toSeconds())
                        .execute();
            }
        });
    }
}

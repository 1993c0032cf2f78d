package dev.approvalcopilot.approval.connect;

import dev.approvalcopilot.approval.connect.Errand.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Table {@code account_errands}. All methods take the caller's transaction. */
@ApplicationScoped
class Errands {
    private static final String COLUMNS =
            "id, kind, stage, session_hash, principal, connection, account, back, since, code_verifier, nonce,"
                    + " auth_session, connect_verifier, connect_code";

    private final Jdbi jdbi;

    Errands(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** In the stage {@link Stage#LOGIN}. */
    void insert(Errand errand, String stateHash) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into account_errands (id, kind, stage, session_hash, principal, connection, account, back,
                            since, state_hash, code_verifier, nonce)
                        values (:id, :kind, 'LOGIN', :session, :principal, :connection, :account, :back,
                            clock_timestamp(), :state, :verifier, :nonce)""")
                .bind("id", errand.id())
                .bind("kind", errand.kind())
                .bind("session", errand.sessionHash())
                .bind("principal", errand.principal())
                .bind("connection", errand.connection())
                .bind("account", errand.account())
                .bind("back", errand.back())
                .bind("state", stateHash)
                .bind("verifier", errand.codeVerifier())
                .bind("nonce", errand.nonce())
                .execute());
    }

    Optional<Errand> lockByState(String stateHash) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + " from account_errands where state_hash = :state for update")
                .bind("state", stateHash)
                .mapTo(Errand.class)
                .findOne());
    }

    /** The state served: nobody comes back with it a second time. */
    void useUp(UUID id) {
        jdbi.useHandle(handle -> handle.createUpdate("update account_errands set state_hash = null where id = :id")
                .bind("id", id)
                .execute());
    }

    void toProvider(UUID id, String stateHash, String authSession, String connectVerifier) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update account_errands set stage = 'PROVIDER', since = clock_timestamp(), state_hash = :state,
                            code_verifier = null, nonce = null,
                            auth_session = :authSession, connect_verifier = :verifier
                        where id = :id""")
                .bind("id", id)
                .bind("state", stateHash)
                .bind("authSession", authSession)
                .bind("verifier", connectVerifier)
                .execute());
    }

    void toLoginAgain(UUID id, String stateHash, String connectCode, String codeVerifier, String nonce) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update account_errands set stage = 'LOGIN_AGAIN', since = clock_timestamp(), state_hash = :state,
                            connect_code = :connectCode, code_verifier = :verifier, nonce = :nonce
                        where id = :id""")
                .bind("id", id)
                .bind("state", stateHash)
                .bind("connectCode", connectCode)
                .bind("verifier", codeVerifier)
                .bind("nonce", nonce)
                .execute());
    }

    void delete(UUID id) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from account_errands where id = :id")
                .bind("id", id)
                .execute());
    }

    void deleteOlderThan(Duration age) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        delete from account_errands
                        where since < clock_timestamp() - make_interval(secs => :seconds)""")
                .bind("seconds", (double) age.toSeconds())
                .execute());
    }
}

package dev.approvalcopilot.approval.connect;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.ApprovalConfig.AccountSource;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.Secret;
import dev.approvalcopilot.approval.account.ConnectedAccounts;
import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import dev.approvalcopilot.approval.connect.ConnectStep.Reason;
import dev.approvalcopilot.approval.connect.Errand.Kind;
import dev.approvalcopilot.approval.connect.Errand.Stage;
import dev.approvalcopilot.approval.session.PageSession;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.PersonChanged;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.support.outbox.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Sends a person to Auth0 and the provider to connect an account, or to Auth0 to disconnect one: {@link #connect} and
 * {@link #disconnect} begin, {@link #loggedIn} and {@link #returned} take the browser's ways back (ADR 0022).
 */
@ApplicationScoped
public class ConnectAccounts {
    /** As long as Auth0 keeps a request to connect. */
    private static final Duration STAGE_LIFETIME = Duration.ofMinutes(5);

    private static final Duration KEEP = Duration.ofMinutes(10);
    private static final Logger LOG = Logger.getLogger(ConnectAccounts.class);

    private final Jdbi jdbi;
    private final Errands errands;
    private final ConnectLogin login;
    private final MyAccount myAccount;
    private final ConnectedAccounts accounts;
    private final NeededScopes scopes;
    private final Outbox outbox;
    private final boolean offered;
    private final URI returnAddress;

    ConnectAccounts(
            Jdbi jdbi,
            Errands errands,
            ConnectLogin login,
            MyAccount myAccount,
            ConnectedAccounts accounts,
            NeededScopes scopes,
            Outbox outbox,
            ApprovalConfig config) {
        this.jdbi = jdbi;
        this.errands = errands;
        this.login = login;
        this.myAccount = myAccount;
        this.accounts = accounts;
        this.scopes = scopes;
        this.outbox = outbox;
        this.offered = config.accounts().source() == AccountSource.CONNECTED_ACCOUNTS;
        this.returnAddress = config.presence().redirectUri().resolve("/accounts/connected");
    }

    /** Whether accounts are connected here at all: where they are linked identities, they are linked at Auth0. */
    public boolean isOffered() {
        return offered;
    }

    /**
     * @param connection that an installed tool uses
     * @param replaced the person's account that the new one takes the place of; empty for none
     * @param back where the person wants to be afterwards, an address of the page's own
     */
    public ConnectStep.ToLogin connect(PageSession session, String connection, Optional<String> replaced, String back) {
        return begin(session, Kind.CONNECT, connection, replaced.orElse(null), back);
    }

    /** @param account one of the person's own, of that connection */
    public ConnectStep.ToLogin disconnect(PageSession session, String connection, String account) {
        return begin(session, Kind.DISCONNECT, connection, account, "/accounts");
    }

    private ConnectStep.ToLogin begin(PageSession session, Kind kind, String connection, String account, String back) {
        if (!offered) {
            throw new IllegalStateException("accounts are not connected here");
        }
        var state = Secret.random();
        var errand = new Errand(
                Ids.next(),
                kind,
                Stage.LOGIN,
                session.referenceHash(),
                session.principal(),
                connection,
                account,
                back,
                null,
                Secret.random(),
                Secret.random(),
                null,
                null,
                null);
        inTransaction(() -> {
            errands.insert(errand, Secret.hash(state));
            return null;
        });
        return new ConnectStep.ToLogin(login.request(state, errand.nonce(), errand.codeVerifier()));
    }

    /**
     * The browser came back from the login.
     *
     * @param code empty when Auth0 reported an error instead
     */
    public ConnectStep loggedIn(PageSession session, String state, Optional<String> code) {
        return switch (claim(session, state, Set.of(Stage.LOGIN, Stage.LOGIN_AGAIN))) {
            case Claim.No(var failed) -> failed;
            case Claim.Yes(var errand) when code.isEmpty() -> fail(errand, Reason.LOGIN_NOT_COMPLETED);
            case Claim.Yes(var errand) -> withToken(errand, code.get());
        };
    }

    /**
     * The browser came back from the provider.
     *
     * @param connectCode empty when an error was reported instead
     * @param declined whether the error is the person's own no
     */
    public ConnectStep returned(PageSession session, String state, Optional<String> connectCode, boolean declined) {
        return switch (claim(session, state, Set.of(Stage.PROVIDER))) {
            case Claim.No(var failed) -> failed;
            case Claim.Yes(var errand)
            when connectCode.isEmpty() -> fail(errand, declined ? Reason.DECLINED : Reason.PROVIDER_FAILED);
            case Claim.Yes(var errand) -> loginAgain(errand, connectCode.get());
        };
    }

    private ConnectStep loginAgain(Errand errand, String connectCode) {
        var next = Secret.random();
        var verifier = Secret.random();
        var nonce = Secret.random();
        inTransaction(() -> {
            errands.toLoginAgain(errand.id(), Secret.hash(next), connectCode, verifier, nonce);
            return null;
        });
        return new ConnectStep.ToLogin(login.request(next, nonce, verifier));
    }

    private ConnectStep withToken(Errand errand, String code) {
        try {
            var token = login.token(errand, code);
            return switch (errand.kind()) {
                case DISCONNECT -> disconnect(errand, token);
                case CONNECT -> errand.stage() == Stage.LOGIN_AGAIN ? complete(errand, token) : ask(errand, token);
            };
        } catch (ConnectRefused e) {
            return e.reason() == Reason.OTHER_PERSON ? alarm(errand, e.reason()) : fail(errand, e.reason());
        } catch (Auth0Unavailable e) {
            LOG.warnf("event=auth0_unavailable what=\"%s\"", e.getMessage());
            // It may have done what was asked, and only its answer was lost.
            accounts.forget(errand.principal());
            return fail(errand, Reason.AUTH0_UNAVAILABLE);
        }
    }

    private ConnectStep ask(Errand errand, PersonsToken token) throws ConnectRefused {
        var state = Secret.random();
        var verifier = Secret.random();
        var begun = myAccount.connect(
                token,
                errand.connection(),
                scopes.of(errand.connection()),
                returnAddress,
                state,
                Secret.hash(verifier));
        inTransaction(() -> {
            errands.toProvider(errand.id(), Secret.hash(state), begun.session(), verifier);
            return null;
        });
        return new ConnectStep.ToProvider(begun.consent(), errand.connection());
    }

    private ConnectStep complete(Errand errand, PersonsToken token) throws ConnectRefused {
        var account = myAccount.complete(token, errand, returnAddress);
        LOG.infof("event=account_connected connection=%s", errand.connection());
        end(
                errand,
                at -> new PersonChanged.AccountConnected(
                        errand.principal(), errand.connection(), account, errand.account(), at));
        if (errand.account() != null && !errand.account().equals(account)) {
            takeAway(errand, token);
        }
        return new ConnectStep.Connected(errand.connection(), errand.back());
    }

    /** The old account: if it stays, the page shows both, and each can be disconnected. */
    private void takeAway(Errand errand, PersonsToken token) {
        try {
            myAccount.disconnect(token, errand.account());
            tell(at -> new PersonChanged.AccountDisconnected(
                    errand.principal(), errand.connection(), errand.account(), at));
            accounts.forget(errand.principal());
        } catch (ConnectRefused | Auth0Unavailable e) {
            LOG.warnf("event=replaced_account_stays connection=%s", errand.connection());
        }
    }

    private ConnectStep disconnect(Errand errand, PersonsToken token) throws ConnectRefused {
        myAccount.disconnect(token, errand.account());
        LOG.infof("event=account_disconnected connection=%s", errand.connection());
        end(
                errand,
                at -> new PersonChanged.AccountDisconnected(
                        errand.principal(), errand.connection(), errand.account(), at));
        return new ConnectStep.Disconnected(errand.connection());
    }

    private sealed interface Claim {
        record Yes(Errand errand) implements Claim {}

        record No(ConnectStep.Failed failed) implements Claim {}
    }

    /** Uses the way back up before anything else is done with it: there is no second try. */
    private Claim claim(PageSession session, String state, Set<Stage> stages) {
        return inTransaction(() -> {
            var found = errands.lockByState(Secret.hash(state)).filter(errand -> stages.contains(errand.stage()));
            if (found.isEmpty()) {
                return new Claim.No(new ConnectStep.Failed(Reason.UNKNOWN, "", ""));
            }
            var errand = found.get();
            if (!errand.principal().equals(session.principal())
                    || !errand.sessionHash().equals(session.referenceHash())) {
                return new Claim.No(alarm(errand, Reason.OTHER_SESSION));
            }
            errands.useUp(errand.id());
            return errand.since().plus(STAGE_LIFETIME).isAfter(jdbi.withHandle(DatabaseClock::now))
                    ? new Claim.Yes(errand)
                    : new Claim.No(fail(errand, Reason.TOO_LATE));
        });
    }

    /** Somebody may have sent a person where another one's account would be connected. */
    private ConnectStep.Failed alarm(Errand errand, Reason reason) {
        inTransaction(() -> {
            outbox.add(new SecurityEvent(
                    Service.APPROVAL,
                    "connect_refused",
                    "A way back from connecting an account was refused: " + reason,
                    errand.id(),
                    errand.principal(),
                    jdbi.withHandle(DatabaseClock::now)));
            return null;
        });
        return fail(errand, reason);
    }

    private ConnectStep.Failed fail(Errand errand, Reason reason) {
        LOG.warnf("event=connect_failed connection=%s reason=%s", errand.connection(), reason);
        inTransaction(() -> {
            errands.delete(errand.id());
            return null;
        });
        // What belongs to somebody else's errand is not told.
        return reason == Reason.OTHER_SESSION
                ? new ConnectStep.Failed(reason, "", "")
                : new ConnectStep.Failed(reason, errand.connection(), errand.back());
    }

    /** @param done what Auth0 has done by now, at that time */
    private void end(Errand errand, Function<Instant, PersonChanged> done) {
        inTransaction(() -> {
            errands.delete(errand.id());
            tell(done);
            return null;
        });
        accounts.forget(errand.principal());
    }

    private void tell(Function<Instant, PersonChanged> done) {
        inTransaction(() -> {
            outbox.add(done.apply(jdbi.withHandle(DatabaseClock::now)));
            return null;
        });
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        inTransaction(() -> {
            errands.deleteOlderThan(KEEP);
            return null;
        });
    }

    private static <T> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.joiningExisting().call(work::get);
    }
}

package dev.approvalcopilot.approval.presence;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.Secret;
import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import dev.approvalcopilot.approval.halt.Halts;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.presence.LoginRefused;
import dev.approvalcopilot.support.auth0.TenantClock;
import dev.approvalcopilot.support.outbox.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * The bound login: {@link #offer} gives an API client a link, {@link #open} follows it, {@link #begin} does both for the page,
 * {@link #complete} takes the browser's return from Auth0. What it leaves is found by {@link PresenceEvidence}.
 */
@ApplicationScoped
public class BoundLogin {
    private static final Duration ATTEMPT_LIFETIME = Duration.ofMinutes(5);
    private static final Duration KEEP = Duration.ofMinutes(10);
    private static final Logger LOG = Logger.getLogger(BoundLogin.class);

    private final Jdbi jdbi;
    private final Attempts attempts;
    private final Approvals approvals;
    private final Halts halts;
    private final LoginExchange exchange;
    private final Outbox outbox;
    private final TenantClock clock;
    private final AuthorizationRequest request;

    BoundLogin(
            Jdbi jdbi,
            Attempts attempts,
            Approvals approvals,
            Halts halts,
            LoginExchange exchange,
            Outbox outbox,
            TenantClock clock,
            ApprovalConfig config) {
        this.jdbi = jdbi;
        this.attempts = attempts;
        this.approvals = approvals;
        this.halts = halts;
        this.exchange = exchange;
        this.outbox = outbox;
        this.clock = clock;
        this.request = new AuthorizationRequest(
                config.auth0().issuer(),
                config.presence().clientId(),
                config.presence().redirectUri());
    }

    /** For a client of the API: the address that the person opens. It works once, for five minutes. */
    public URI offer(String sub, UUID action, Digest digest, Digest view) {
        var ticket = Secret.random();
        inTransaction(() -> {
            attempts.insert(Ids.next(), action, sub, digest, view, false, Secret.hash(ticket));
            return null;
        });
        return request.redirectUri().resolve("/step-up/" + action + "?ticket=" + ticket);
    }

    /** For the page, whose session says who the person is. */
    public StepUp.Redirect begin(String sub, UUID action, Digest digest, Digest view) {
        return inTransaction(() -> {
            var id = Ids.next();
            attempts.insert(id, action, sub, digest, view, true, null);
            return redirect(id, digest, view);
        });
    }

    /** Whether an offer can still be followed. To ask spends nothing: link previews and scanners do. */
    public boolean isOpen(UUID action, String ticket) {
        return inTransaction(() -> offered(action, ticket).isPresent());
    }

    /** Follows an offer. Once. */
    public StepUp open(UUID action, String ticket) {
        return inTransaction(() -> offered(action, ticket)
                .<StepUp>map(attempt -> redirect(attempt.id(), attempt.digest(), attempt.view()))
                .orElse(new StepUp.Failed(StepUp.Reason.LINK_UNKNOWN)));
    }

    private Optional<Attempt> offered(UUID action, String ticket) {
        var now = now();
        return attempts.lockByTicket(Secret.hash(ticket))
                .filter(attempt -> attempt.action().equals(action) && attempt.openedAt() == null)
                .filter(attempt -> attempt.createdAt().plus(ATTEMPT_LIFETIME).isAfter(now));
    }

    private StepUp.Redirect redirect(UUID attempt, Digest digest, Digest view) {
        var state = Secret.random();
        var cookie = Secret.random();
        var verifier = Secret.random();
        var epoch = halts.epoch();
        attempts.open(attempt, epoch, Secret.hash(state), Secret.hash(cookie), verifier);
        return new StepUp.Redirect(request.uri(digest, view, epoch, state, verifier), state, cookie);
    }

    /**
     * The browser came back.
     *
     * @param code empty when Auth0 reported an error instead
     * @param cookie empty when the browser sent none
     */
    public StepUp complete(String state, Optional<String> code, Optional<String> cookie) {
        var claim = inTransaction(() -> claim(state, cookie));
        return switch (claim) {
            case Claim.No no -> new StepUp.Failed(no.reason());
            case Claim.Yes _ when code.isEmpty() -> new StepUp.Failed(StepUp.Reason.NOT_COMPLETED);
            case Claim.Yes yes -> receive(yes.attempt(), code.get());
        };
    }

    private sealed interface Claim {
        record Yes(Attempt attempt) implements Claim {}

        record No(StepUp.Reason reason) implements Claim {}
    }

    /** Uses the attempt up before anything else is done with it: there is no second try. */
    private Claim claim(String state, Optional<String> cookie) {
        var found = attempts.lockByState(Secret.hash(state)).filter(attempt -> attempt.usedAt() == null);
        if (found.isEmpty()) {
            return new Claim.No(StepUp.Reason.LINK_UNKNOWN);
        }
        var attempt = found.get();
        if (!Secret.matches(cookie.orElse(null), attempt.cookieHash())) {
            return new Claim.No(StepUp.Reason.OTHER_BROWSER);
        }
        attempts.use(attempt.id());
        if (!attempt.epoch().equals(halts.epoch())) {
            return new Claim.No(StepUp.Reason.RESUMED_SINCE);
        }
        var now = now();
        return attempt.openedAt().plus(ATTEMPT_LIFETIME).isAfter(now)
                ? new Claim.Yes(attempt)
                : new Claim.No(StepUp.Reason.TOO_LATE);
    }

    private StepUp receive(Attempt attempt, String code) {
        try {
            var proposedAt = inTransaction(() -> approvals
                    .find(attempt.action())
                    .map(approval -> approval.action().proposedAt())
                    .orElseThrow());
            var evidence = exchange.exchange(attempt, code, proposedAt, now());
            inTransaction(() -> {
                attempts.keepEvidence(attempt, evidence);
                return null;
            });
            LOG.infof("event=fresh_login_received action=%s", attempt.action());
            return new StepUp.Received(attempt.action(), attempt.fromPage());
        } catch (LoginRefused e) {
            return refuse(attempt, e.code(), now());
        } catch (LoginExchange.CodeRefused e) {
            return new StepUp.Failed(StepUp.Reason.NOT_COMPLETED);
        } catch (Auth0Unavailable e) {
            LOG.warnf("event=auth0_unavailable what=\"%s\"", e.getMessage());
            return new StepUp.Failed(StepUp.Reason.AUTH0_UNAVAILABLE);
        }
    }

    private StepUp refuse(Attempt attempt, LoginRefused.Code code, Instant now) {
        LOG.warnf("event=fresh_login_refused action=%s code=%s", attempt.action(), code);
        inTransaction(() -> {
            outbox.add(new SecurityEvent(
                    Service.APPROVAL,
                    "presence_refused",
                    "A login for an action was refused: " + code,
                    attempt.action(),
                    attempt.principal(),
                    now));
            return null;
        });
        return new StepUp.Failed(
                switch (code) {
                    case SUBJECT -> StepUp.Reason.OTHER_PERSON;
                    case TOO_LARGE -> StepUp.Reason.TOO_LARGE;
                    case CLOCK, EXPIRED -> StepUp.Reason.CLOCK;
                    // An older login of the same browser looks like a clock that is behind: the tenant's own time
                    // decides.
                    case TOO_OLD, BEFORE_PROPOSAL -> clock.isOff() ? StepUp.Reason.CLOCK : StepUp.Reason.NOT_ACCEPTED;
                    default -> StepUp.Reason.NOT_ACCEPTED;
                });
    }

    private Instant now() {
        return jdbi.withHandle(DatabaseClock::now);
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        inTransaction(() -> {
            attempts.deleteOlderThan(KEEP);
            return null;
        });
    }

    private static <T> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(work::get);
    }
}

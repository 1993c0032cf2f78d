package dev.approvalcopilot.support.auth0;

import dev.approvalcopilot.contracts.auth0.Leeway;
import dev.approvalcopilot.contracts.auth0.LoginKeys;
import dev.approvalcopilot.contracts.auth0.TenantToken;
import dev.approvalcopilot.contracts.auth0.TenantTokenRefused;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.UnusableLogin;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/**
 * Judges each token and session that quarkus-oidc took once more, by {@link TenantKeys}: quarkus-oidc keeps the keys that it has
 * seen until it meets an unknown one, and does not look at when a token was issued.
 */
@ApplicationScoped
class StillValid implements SecurityIdentityAugmentor {

    private static final Logger LOG = Logger.getLogger(StillValid.class);

    private final TenantKeys keys;
    private final TenantClock clock;

    StillValid(TenantKeys keys, TenantClock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? context.runBlocking(() -> judged(identity, token))
                : Uni.createFrom().item(identity);
    }

    private SecurityIdentity judged(SecurityIdentity identity, JsonWebToken token) {
        TokenSize.fault(token).ifPresent(words -> {
            LOG.warnf("event=token_refused why=TOO_LARGE");
            throw new UnusableLogin(CommonProblem.TOKEN_TOO_LARGE, words);
        });
        try {
            TenantToken.verified(token.getRawToken(), keys.forToken(token.getRawToken()));
        } catch (TenantTokenRefused e) {
            LOG.warnf("event=token_refused why=%s", e.reason());
            throw new AuthenticationFailedException();
        } catch (LoginKeys.Unavailable e) {
            LOG.warnf("event=token_refused why=keys_unavailable");
            throw new AuthenticationFailedException();
        }
        var now = Instant.now();
        var issued = Instant.ofEpochSecond(token.getIssuedAtTime());
        if (Leeway.isAhead(issued, now)) {
            clock.observe(issued, now);
            LOG.warnf("event=token_refused why=clock");
            throw new AuthenticationFailedException();
        }
        return identity;
    }
}

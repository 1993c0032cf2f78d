package dev.approvalcopilot.support.auth0;

import dev.approvalcopilot.contracts.auth0.LoginKeys;
import dev.approvalcopilot.support.outbound.Outbound;
import dev.approvalcopilot.support.outbound.OutboundLimits;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * {@code T/.well-known/jwks.json}, asked for every 20 seconds, so that a key which the tenant has taken out is dead within a
 * minute. A token that names an unknown key has it asked for at once, at most every five seconds. While the tenant does not
 * answer the known keys are used for a bounded time.
 */
@Startup(TenantKeys.BEFORE_ANY_WORK)
@ApplicationScoped
public class TenantKeys implements LoginKeys {

    static final int BEFORE_ANY_WORK = 100;

    private static final Logger LOG = Logger.getLogger(TenantKeys.class);
    private static final Duration KEPT = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** Servers close a quiet connection after 30 seconds or more: better not to meet that moment. */
    private static final Duration KEEP_IDLE = Duration.ofSeconds(15);

    private static final int MAX_ANSWER_BYTES = 512 * 1024;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Auth0Config config;
    private final Outbound client;
    private final KeysRequest request;
    private final HttpsJwks jwks;
    private volatile Collection<String> said = Set.of();

    TenantKeys(Auth0Config config, TenantClock clock) {
        this.config = config;
        config.issuer().ifPresent(TenantKeys::checkAddress);
        var issuer = config.issuer().orElse(URI.create(""));
        var unsafe = new HashSet<>(config.unsafeAllowAddresses().orElse(Set.of()));
        if (issuer.getHost() != null && LOOPBACK.contains(issuer.getHost())) {
            unsafe.add(issuer.getHost());
        }
        client = new Outbound(new OutboundLimits(config.timeout(), MAX_ANSWER_BYTES, KEEP_IDLE), unsafe);
        request = new KeysRequest(client, config.timeout(), clock);
        jwks = new HttpsJwks(issuer.resolve(".well-known/jwks.json").toString());
        jwks.setSimpleHttpGet(request);
        jwks.setDefaultCacheDuration(KEPT.toSeconds());
        jwks.setRefreshReprieveThreshold(PAUSE.toMillis());
        jwks.setRetainCacheOnErrorDuration(PAUSE.toSeconds());
    }

    private static void checkAddress(URI issuer) {
        if (!"https".equals(issuer.getScheme()) && !LOOPBACK.contains(issuer.getHost())) {
            throw new ConfigurationException("the issuer (copilot.auth0.issuer) must be https: " + issuer);
        }
        if (!issuer.toString().endsWith("/")) {
            throw new ConfigurationException("the issuer (copilot.auth0.issuer) must end with a slash: " + issuer);
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }

    @Override
    public Collection<JsonWebKey> forToken(String compact) throws Unavailable {
        if (config.issuer().isEmpty()) {
            throw new ConfigurationException("copilot.auth0.issuer is not set");
        }
        var kid = kid(compact);
        long asked = request.asked();
        try {
            var keys = known();
            if (kid == null || has(keys, kid)) {
                return keys;
            }
            if (request.asked() == asked) {
                jwks.refresh();
                keys = known();
            }
            if (has(keys, kid) || request.asked() != asked) {
                return keys;
            }
        } catch (IOException | JoseException e) {
            throw new Unavailable("Auth0's keys cannot be had");
        }
        // Not asked since this token came, so that nobody knows whether the tenant has the key by now.
        throw new Unavailable("Auth0's keys were asked for just now");
    }

    private List<JsonWebKey> known() throws IOException, JoseException {
        var keys = jwks.getJsonWebKeys();
        if (request.sinceAnswer().compareTo(config.keysKeptWithoutAnswer()) > 0) {
            throw new IOException("the keys are too old");
        }
        return keys;
    }

    private static boolean has(List<JsonWebKey> keys, String kid) {
        return keys.stream().anyMatch(key -> kid.equals(key.getKeyId()));
    }

    /** Null where it is no JWS or names none: then no key will fit. */
    private static String kid(String compact) {
        try {
            var jws = new JsonWebSignature();
            jws.setCompactSerialization(compact);
            return jws.getKeyIdHeaderValue();
        } catch (JoseException e) {
            return null;
        }
    }

    @Scheduled(
            every = "${copilot.auth0.keys-asked-every:" + Auth0Config.KEYS_ASKED_EVERY + "}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void ask() {
        if (config.issuer().isEmpty()) {
            return;
        }
        try {
            jwks.refresh();
            say(jwks.getJsonWebKeys().stream().map(JsonWebKey::getKeyId).toList());
        } catch (IOException | JoseException e) {
            say(Set.of());
        }
    }

    /** How often the tenant was asked so far. */
    long asked() {
        return request.asked();
    }

    /** One line a change, not one each time. */
    private void say(Collection<String> now) {
        if (!now.equals(said)) {
            LOG.infof("event=%s keys=%s", now.isEmpty() ? "auth0_keys_unavailable" : "auth0_keys_read", now);
            said = now;
        }
    }
}

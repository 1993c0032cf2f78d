package dev.approvalcopilot.gateway.presence;

import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.grant.LoginKeys;
import dev.approvalcopilot.gateway.vault.Auth0Http;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * {@code T/.well-known/jwks.json}, kept for a while. An unknown key name fetches it again, at most every ten seconds; keys
 * that have aged out are not used when no newer ones can be had.
 */
@ApplicationScoped
public class Auth0Keys implements LoginKeys {

    private static final Logger LOG = Logger.getLogger(Auth0Keys.class);
    private static final long MIN_NANOS_BETWEEN_FETCHES = TimeUnit.SECONDS.toNanos(10);
    /** Those who waited while one fetch failed do not wait for another each. */
    private static final long NANOS_A_FAILURE_COUNTS = TimeUnit.SECONDS.toNanos(1);

    private final Fetch fetch;
    private final Duration keptFor;
    private final LongSupplier nanos;

    private List<JsonWebKey> keys = List.of();
    private long fetchedAt;
    private boolean fetched;
    private long failedAt;
    private boolean failed;

    /** Brings the document. */
    interface Fetch {
        String jwks() throws IOException;
    }

    @Inject
    Auth0Keys(Auth0Http http, GatewayConfig config) {
        this(() -> read(http), config.auth0().keysKeptFor(), System::nanoTime);
    }

    Auth0Keys(Fetch fetch, Duration keptFor, LongSupplier nanos) {
        this.fetch = fetch;
        this.keptFor = keptFor;
        this.nanos = nanos;
    }

    @Override
    public synchronized Collection<JsonWebKey> current() throws Unavailable {
        boolean fresh = fetched && nanos.getAsLong() - fetchedAt < keptFor.toNanos();
        return fresh ? keys : load();
    }

    @Override
    public synchronized Collection<JsonWebKey> refreshed() throws Unavailable {
        if (fetched && nanos.getAsLong() - fetchedAt < MIN_NANOS_BETWEEN_FETCHES) {
            throw new Unavailable("Auth0's keys were fetched just now");
        }
        return load();
    }

    private List<JsonWebKey> load() throws Unavailable {
        if (failed && nanos.getAsLong() - failedAt < NANOS_A_FAILURE_COUNTS) {
            throw new Unavailable("Auth0's keys could not be had just now");
        }
        try {
            keys = List.copyOf(new JsonWebKeySet(fetch.jwks()).getJsonWebKeys());
            fetched = true;
            fetchedAt = nanos.getAsLong();
            failed = false;
            LOG.infof("event=auth0_keys_read count=%d", keys.size());
            return keys;
        } catch (IOException | JoseException e) {
            failed = true;
            failedAt = nanos.getAsLong();
            throw new Unavailable("Auth0's keys cannot be had");
        }
    }

    private static String read(Auth0Http http) throws IOException {
        var answer = http.get(".well-known/jwks.json", "");
        if (!answer.succeeded()) {
            throw new IOException("status " + answer.status());
        }
        return answer.body().toString();
    }
}

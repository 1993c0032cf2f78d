package dev.approvalcopilot.approval.auth0;

import static dev.approvalcopilot.approval.ApprovalConfig.BEFORE_ANY_WORK;

import dev.approvalcopilot.approval.ApprovalConfig;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** Auth0's public keys. Kept for ten minutes; an unknown key id fetches them anew, at most every ten seconds. */
@Startup(BEFORE_ANY_WORK)
@ApplicationScoped
public class TenantKeys {
    private static final Duration KEEP = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Auth0Tenant auth0;
    private Fetched fetched = new Fetched(List.of(), Instant.MIN);

    private record Fetched(List<JsonWebKey> keys, Instant at) {
        boolean olderThan(Duration age) {
            return at.equals(Instant.MIN) || Instant.now().isAfter(at.plus(age));
        }
    }

    TenantKeys(@RestClient Auth0Tenant auth0, ApprovalConfig config) {
        this.auth0 = auth0;
        checkAddress(config.auth0().issuer());
    }

    /** @throws Auth0Unavailable when they cannot be had */
    public synchronized List<JsonWebKey> keys() {
        if (fetched.olderThan(KEEP)) {
            fetch();
        }
        return fetched.keys;
    }

    /** After a token named a key that is not among {@link #keys}. */
    public synchronized List<JsonWebKey> keysAfterUnknownKey() {
        if (fetched.olderThan(PAUSE)) {
            fetch();
        }
        return fetched.keys;
    }

    private void fetch() {
        try {
            fetched = new Fetched(List.copyOf(new JsonWebKeySet(auth0.keys()).getJsonWebKeys()), Instant.now());
        } catch (ProcessingException | WebApplicationException | JoseException e) {
            throw new Auth0Unavailable("no keys");
        }
    }

    private static void checkAddress(URI issuer) {
        boolean loopback = List.of("127.0.0.1", "localhost", "[::1]").contains(issuer.getHost());
        if (!"https".equals(issuer.getScheme()) && !loopback) {
            throw new ConfigurationException("approval.auth0.issuer must be https");
        }
        if (!issuer.toString().endsWith("/")) {
            throw new ConfigurationException("approval.auth0.issuer must end with a slash");
        }
    }
}

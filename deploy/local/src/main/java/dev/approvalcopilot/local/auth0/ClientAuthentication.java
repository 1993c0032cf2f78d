package dev.approvalcopilot.local.auth0;

import dev.approvalcopilot.local.auth0.Client.Credential;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Which client is calling: each by its one registered method. Whatever is wrong, the answer is the same. */
final class ClientAuthentication {
    static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final int MAX_ASSERTION_BYTES = 2048;
    private static final int MAX_CLAIM_CHARS = 64;
    private static final int MAX_LIFETIME_SECONDS = 300;
    private static final int SKEW_SECONDS = 10;

    /** What a request shows of its client. */
    private sealed interface Presented {
        record Basic(String id, String secret) implements Presented {}

        record Post(String id, String secret) implements Presented {}

        record Assertion(String jwt) implements Presented {}

        record IdOnly(String id) implements Presented {}
    }

    private final Supplier<Tenant> tenant;
    private final Issuer issuer;
    private final ReplayGuard replays;
    private final Clock clock;

    ClientAuthentication(Supplier<Tenant> tenant, Issuer issuer, ReplayGuard replays, Clock clock) {
        this.tenant = tenant;
        this.issuer = issuer;
        this.replays = replays;
        this.clock = clock;
    }

    Client authenticate(Request request, Parameters body) {
        var authenticated = switch (presented(request, body)) {
            case Presented.Basic basic ->
                client(basic.id())
                        .filter(client -> client.credential() instanceof Credential.SecretBasic(String secret)
                                && Secrets.same(secret, basic.secret()));
            case Presented.Post post ->
                client(post.id())
                        .filter(client -> client.credential() instanceof Credential.SecretPost(String secret)
                                && Secrets.same(secret, post.secret()));
            case Presented.IdOnly(String id) ->
                client(id).filter(client -> client.credential() instanceof Credential.None);
            case Presented.Assertion(String jwt) -> byAssertion(jwt, body.get("client_id"));
        };
        return authenticated.orElseThrow(Refused::unauthorizedClient);
    }

    private Optional<Client> client(String id) {
        return tenant.get().client(id);
    }

    private static Presented presented(Request request, Parameters body) {
        var basic = request.header("Authorization").filter(value -> value.regionMatches(true, 0, "Basic ", 0, 6));
        var secret = body.get("client_secret");
        var assertion = body.get("client_assertion");
        if (Boolean.compare(basic.isPresent(), false)
                        + Boolean.compare(secret.isPresent(), false)
                        + Boolean.compare(assertion.isPresent(), false)
                > 1) {
            throw Refused.unauthorizedClient();
        }
        if (basic.isPresent()) {
            return basic(basic.get().substring(6).strip());
        }
        if (assertion.isPresent()) {
            if (!body.get("client_assertion_type").equals(Optional.of(ASSERTION_TYPE))) {
                throw Refused.unauthorizedClient();
            }
            return new Presented.Assertion(assertion.get());
        }
        var id = body.require("client_id");
        return secret.<Presented>map(value -> new Presented.Post(id, value)).orElseGet(() -> new Presented.IdOnly(id));
    }

    private static Presented basic(String encoded) {
        try {
            var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0) {
                return new Presented.Basic(pair.substring(0, colon), pair.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            // Not base64: the same refusal as for a wrong secret.
        }
        throw Refused.unauthorizedClient();
    }

    /** {@code iss} = {@code sub} = client id; the signature is checked with that client's registered keys only. */
    private Optional<Client> byAssertion(String assertion, Optional<String> clientId) {
        if (assertion.length() > MAX_ASSERTION_BYTES) {
            return Optional.empty();
        }
        for (var client : tenant.get().clients()) {
            if (client.credential() instanceof Credential.PrivateKeyJwt(List<Map<String, Object>> keys)
                    && clientId.orElse(client.id()).equals(client.id())) {
                var jwt = SignedJwt.verified(assertion, keys).filter(signed -> acceptable(signed, client));
                if (jwt.isPresent()) {
                    return Optional.of(client);
                }
            }
        }
        return Optional.empty();
    }

    private boolean acceptable(SignedJwt jwt, Client client) {
        var now = clock.instant().getEpochSecond();
        var jti = jwt.text("jti").filter(text -> !text.isEmpty() && text.length() <= MAX_CLAIM_CHARS);
        var exp = jwt.seconds("exp");
        return jwt.has("iss", client.id())
                && jwt.has("sub", client.id())
                && client.id().length() <= MAX_CLAIM_CHARS
                && jwt.isOnlyFor(issuer.text())
                && exp.isPresent()
                && exp.get() > now - SKEW_SECONDS
                && exp.get() <= now + MAX_LIFETIME_SECONDS + SKEW_SECONDS
                && jwt.seconds("iat").orElse(now) <= now + SKEW_SECONDS
                && jwt.seconds("nbf").orElse(now) <= now + SKEW_SECONDS
                && jti.isPresent()
                && replays.firstUse(client.id(), jti.get(), Instant.ofEpochSecond(exp.get() + SKEW_SECONDS));
    }
}

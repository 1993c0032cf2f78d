package dev.approvalcopilot.local.auth0;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Logins that a client asks for and a person answers on another device (CIBA). The client polls the token endpoint; what the
 * person's telephone does with a real tenant is done at {@code /__local/back-channel-logins}.
 */
final class BackChannelLogins {
    private static final int DEFAULT_SECONDS = 300;
    private static final int INTERVAL_SECONDS = 5;
    private static final int MOST_A_MINUTE = 5;
    /** Longer than any client polls, so that an expired one is told from one that never was. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final Pattern BINDING_MESSAGE = Pattern.compile("[A-Za-z0-9 +_.,:#-]{1,64}");
    private static final Pattern EXPIRY = Pattern.compile("[1-9][0-9]{0,2}");

    private enum State {
        PENDING,
        APPROVED,
        DENIED
    }

    /** A pending or answered login. The person knows it by another name than the client. */
    private static final class Login {
        private final String personsId = Secrets.random(12);
        private final String bindingMessage;
        private final Authorization asked;
        private final Instant begun;
        private final Instant expires;
        private State state = State.PENDING;
        private Instant authTime = Instant.EPOCH;
        private Instant polled = Instant.EPOCH;
        private int interval = INTERVAL_SECONDS;

        Login(String bindingMessage, Authorization asked, Instant begun, Instant expires) {
            this.bindingMessage = bindingMessage;
            this.asked = asked;
            this.begun = begun;
            this.expires = expires;
        }
    }

    private final Supplier<Tenant> tenant;
    private final Issuer issuer;
    private final ClientAuthentication authentication;
    private final Clock clock;
    private final ConcurrentHashMap<String, Login> logins = new ConcurrentHashMap<>();

    BackChannelLogins(Supplier<Tenant> tenant, Issuer issuer, ClientAuthentication authentication, Clock clock) {
        this.tenant = tenant;
        this.issuer = issuer;
        this.authentication = authentication;
        this.clock = clock;
    }

    /** {@code POST /bc-authorize}. */
    Response begin(Request request) {
        var body = request.parameters();
        var client = authentication.authenticate(request, body);
        if (client.credential() instanceof Client.Credential.None
                || !client.grantTypes().contains(GrantTypes.CIBA)) {
            throw Refused.grantTypeNotAllowed(GrantTypes.CIBA);
        }
        if (!body.words("scope").contains("openid")) {
            throw invalid("openid scope must be requested");
        }
        var message = body.require("binding_message");
        if (!BINDING_MESSAGE.matcher(message).matches()) {
            throw invalid("binding_message must have 1 to 64 letters, digits, spaces and +-_.,:#");
        }
        var user = user(body.require("login_hint"));
        if (user.totpSecret().isEmpty()) {
            throw invalid("The user has no factor for push notifications.");
        }
        if (body.get("authorization_details").isPresent()) {
            throw Refused.oauth(
                    400, "invalid_authorization_details", "No API of this tenant has registered a type of them.");
        }
        int seconds = seconds(body);
        return Response.json(200, begun(client, user, body, message, seconds));
    }

    private static int seconds(Parameters body) {
        var expiry = body.get("requested_expiry").orElse(Integer.toString(DEFAULT_SECONDS));
        if (!EXPIRY.matcher(expiry).matches() || Integer.parseInt(expiry) > DEFAULT_SECONDS) {
            throw invalid("requested_expiry must be a number from 1 to 300");
        }
        return Integer.parseInt(expiry);
    }

    private User user(String hint) {
        try {
            var parsed = Json.MAPPER.readTree(hint);
            if (text(parsed, "format").equals("iss_sub") && text(parsed, "iss").equals(issuer.text())) {
                var user = tenant.get().user(text(parsed, "sub"));
                if (user.isPresent()) {
                    return user.get();
                }
            }
        } catch (JsonProcessingException e) {
            // As malformed as a hint without its members.
        }
        throw Refused.oauth(400, "unknown_user_id", "User ID is malformed or unknown");
    }

    private static String text(JsonNode hint, String member) {
        return hint.path(member).asText("");
    }

    private Map<String, Object> begun(Client client, User user, Parameters body, String message, int seconds) {
        var audience = body.get("audience").orElse("");
        if (!audience.isEmpty()) {
            AuthorizationRequest.audienceRefusal(tenant.get(), client, audience).ifPresent(why -> {
                throw Refused.oauth(403, "access_denied", why);
            });
        }
        var now = clock.instant();
        var id = Secrets.random(32);
        var asked = new Authorization(
                client.id(),
                user.id(),
                "",
                Scopes.granted(tenant.get(), client, user, audience, body.words("scope")),
                audience,
                "",
                "",
                Secrets.random(24),
                Connection.DATABASE,
                now,
                false,
                false);
        synchronized (logins) {
            logins.values().removeIf(login -> now.isAfter(login.expires.plus(REMEMBERED)));
            if (begunSince(now.minusSeconds(60), user) >= MOST_A_MINUTE) {
                throw Refused.oauth(429, "too_many_requests", "Too many requests for this user. Try again later.");
            }
            logins.put(id, new Login(message, asked, now, now.plusSeconds(seconds)));
        }
        return Map.of("auth_req_id", id, "expires_in", seconds, "interval", INTERVAL_SECONDS);
    }

    private long begunSince(Instant moment, User user) {
        return logins.values().stream()
                .filter(login -> login.asked.userId().equals(user.id()) && login.begun.isAfter(moment))
                .count();
    }

    private static Refused invalid(String description) {
        return Refused.oauth(400, "invalid_request", description);
    }

    /** A client's poll: what the person granted, once. Until then, and after a no, a refusal that says how to go on. */
    Authorization take(Client client, String id) {
        synchronized (logins) {
            var login = Optional.ofNullable(logins.get(id))
                    .filter(known -> known.asked.clientId().equals(client.id()))
                    .orElseThrow(() -> Refused.oauth(400, "invalid_grant", "Invalid or used auth_req_id"));
            var now = clock.instant();
            if (login.state == State.DENIED || now.isAfter(login.expires)) {
                throw Refused.oauth(
                        400, "access_denied", "The end-user denied the authorization request or it has been expired");
            }
            if (login.state == State.PENDING) {
                throw stillPending(login, now);
            }
            logins.remove(id);
            return login.asked.loggedInAt(login.authTime);
        }
    }

    private static Refused stillPending(Login login, Instant now) {
        boolean tooSoon = now.isBefore(login.polled.plusSeconds(login.interval));
        login.polled = now;
        if (!tooSoon) {
            return Refused.oauth(400, "authorization_pending", "The end-user authorization is pending");
        }
        login.interval += INTERVAL_SECONDS;
        return Refused.slowDown(login.interval);
    }

    /** What waits for the person, as their telephone would show it. */
    Response pending(String userId) {
        synchronized (logins) {
            var now = clock.instant();
            return Response.json(
                    200,
                    logins.values().stream()
                            .filter(login -> login.asked.userId().equals(userId))
                            .filter(login -> login.state == State.PENDING && !now.isAfter(login.expires))
                            .map(BackChannelLogins::shown)
                            .toList());
        }
    }

    private static Map<String, Object> shown(Login login) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", login.personsId);
        body.put("client_id", login.asked.clientId());
        body.put("binding_message", login.bindingMessage);
        body.put("audience", login.asked.audience());
        body.put("scopes", List.copyOf(login.asked.scopes()));
        body.put("expires_at", login.expires.toString());
        return body;
    }

    /** The person's answer. False if nothing of that id waits for one. */
    boolean answer(String personsId, boolean yes) {
        synchronized (logins) {
            var now = clock.instant();
            var waiting = logins.values().stream()
                    .filter(login -> login.personsId.equals(personsId))
                    .filter(login -> login.state == State.PENDING && !now.isAfter(login.expires))
                    .findFirst();
            waiting.ifPresent(login -> {
                login.state = yes ? State.APPROVED : State.DENIED;
                login.authTime = now;
            });
            return waiting.isPresent();
        }
    }
}

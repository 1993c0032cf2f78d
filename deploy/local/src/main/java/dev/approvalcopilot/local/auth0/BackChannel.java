package dev.approvalcopilot.local.auth0;

import dev.approvalcopilot.local.auth0.Sessions.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Back-channel logout: tells each client that took part in a session that it is over, once, without a retry. Auth0 demands an
 * HTTPS address on the public network; here it is this machine's.
 */
final class BackChannel {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LIFETIME_SECONDS = 120;
    private static final int OK = 200;

    private final Supplier<Tenant> tenant;
    private final Issuer issuer;
    private final Keys keys;
    private final Sessions sessions;
    private final TenantLog log;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    BackChannel(Supplier<Tenant> tenant, Issuer issuer, Keys keys, Sessions sessions, TenantLog log, Clock clock) {
        this.tenant = tenant;
        this.issuer = issuer;
        this.keys = keys;
        this.sessions = sessions;
        this.log = log;
        this.clock = clock;
    }

    /** Returns at once; the clients are told beside it. */
    void ended(Session session) {
        for (var id : sessions.clientsOf(session)) {
            tenant.get()
                    .client(id)
                    .ifPresent(client -> client.backChannelLogoutUrls()
                            .forEach(url -> Thread.ofVirtual().start(() -> tell(client, url, session))));
        }
    }

    private void tell(Client client, String url, Session session) {
        var userId = session.login().userId();
        boolean told = post(url, keys.sign(claims(client, session)));
        log.add(
                told ? "oidc_backchannel_logout_succeeded" : "oidc_backchannel_logout_failed",
                told ? "Back-channel logout" : "Back-channel logout failed",
                client.id(),
                userId);
    }

    private Map<String, Object> claims(Client client, Session session) {
        var now = clock.instant().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer.text());
        claims.put("sub", session.login().userId());
        claims.put("aud", client.id());
        claims.put("iat", now);
        claims.put("exp", now + LIFETIME_SECONDS);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        claims.put("trace_id", Secrets.random(8));
        claims.put("sid", session.sid());
        return claims;
    }

    private boolean post(String url, String token) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("logout_token=" + token))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package dev.approvalcopilot.approval.session;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.Secret;
import dev.approvalcopilot.approval.identity.KnownPerson;
import dev.approvalcopilot.approval.identity.People;
import io.quarkus.oidc.AuthenticationCompletionAction;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.JavaScriptRequestChecker;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Keeps the page's sessions in the database and gives the browser a random reference. Quarkus by itself puts the ID token into
 * the cookie, where nothing can end it before it expires. The access token, which opens nothing of ours, is not kept.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class SessionStore implements TokenStateManager, AuthenticationCompletionAction {
    private static final String LOGIN = NewLogin.class.getName();
    private static final String PERSON = KnownPerson.class.getName();
    /** A session is marked as used this many times within its idle limit, so that not every request writes. */
    private static final int MARKS = 30;

    private final SessionRows rows;
    private final People people;
    private final ApprovalConfig all;
    private final ApprovalConfig.Session config;
    private final JavaScriptRequestChecker scripts;

    SessionStore(SessionRows rows, People people, ApprovalConfig config, JavaScriptRequestChecker scripts) {
        this.rows = rows;
        this.people = people;
        this.all = config;
        this.config = config.session();
        this.scripts = scripts;
    }

    /** Judges the login, before there is a session. */
    @Override
    public Uni<Void> action(AuthenticationCompletionContext completed) {
        var idToken = (JsonWebToken) completed.identity().getPrincipal();
        var login = NewLogin.of(idToken, config.idle(), config.longest(), Instant.now());
        completed.routingContext().put(LOGIN, login).put(PERSON, KnownPerson.of(idToken, all));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<String> createTokenState(
            RoutingContext request,
            OidcTenantConfig tenant,
            AuthorizationCodeTokens tokens,
            OidcRequestContext<String> blocking) {
        NewLogin login = request.get(LOGIN);
        KnownPerson person = request.get(PERSON);
        var reference = Secret.random();
        var browser = Secret.random();
        return blocking.runBlocking(() -> {
            rows.insert(Secret.hash(reference), Secret.hash(browser), login, tokens.getIdToken());
            people.seen(person);
            BrowserCookie.set(request, browser);
            return reference;
        });
    }

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(
            RoutingContext request,
            OidcTenantConfig tenant,
            String reference,
            OidcRequestContext<AuthorizationCodeTokens> blocking) {
        return blocking.runBlocking(() -> {
            var hash = Secret.hash(reference);
            var found = rows.find(hash)
                    .filter(row -> BrowserCookie.of(request)
                            .filter(value -> Secret.matches(value, row.browserHash()))
                            .isPresent())
                    .orElseThrow(() -> new AuthenticationFailedException("the session is over"));
            var seenAt = found.seenAt();
            if (isThePersonsDoing(request)
                    && seenAt.plus(config.idle().dividedBy(MARKS)).isBefore(found.now())) {
                rows.touch(hash);
                seenAt = found.now();
            }
            new PageSession(hash, found.principal(), earlier(seenAt.plus(config.idle()), found.endsAt()))
                    .attach(request);
            return new AuthorizationCodeTokens(found.idToken(), null, null);
        });
    }

    @Override
    public Uni<Void> deleteTokens(
            RoutingContext request, OidcTenantConfig tenant, String reference, OidcRequestContext<Void> blocking) {
        return blocking.runBlocking(() -> {
            rows.end(Secret.hash(reference));
            return null;
        });
    }

    /** What a standing page or its icon fetches by itself keeps no session alive. */
    private boolean isThePersonsDoing(RoutingContext request) {
        var destination = request.request().getHeader("Sec-Fetch-Dest");
        boolean opened = destination == null ? !scripts.isJavaScriptRequest(request) : destination.equals("document");
        return opened || !HttpMethod.GET.equals(request.request().method());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

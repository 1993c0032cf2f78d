package dev.approvalcopilot.local.auth0;

import dev.approvalcopilot.local.auth0.Sessions.Session;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The order of a login: first factor, second factor where the post-login Action asks for it, consent where the client
 * is not the tenant's own, code. Which page comes next is decided here alone, from the transaction.
 */
final class LoginFlow {
    private record Consent(String userId, String clientId, String audience, Set<String> scopes) {}

    private final Supplier<Tenant> tenant;
    private final Sessions sessions;
    private final LoginTransaction.Store transactions;
    private final Codes codes;
    private final TenantLog log;
    private final Set<Consent> consents = ConcurrentHashMap.newKeySet();

    LoginFlow(
            Supplier<Tenant> tenant,
            Sessions sessions,
            LoginTransaction.Store transactions,
            Codes codes,
            TenantLog log) {
        this.tenant = tenant;
        this.sessions = sessions;
        this.transactions = transactions;
        this.codes = codes;
        this.log = log;
    }

    Response begin(Request request, AuthorizationRequest authorization, Optional<Login> login) {
        var device = request.cookie(LoginTransaction.Store.DEVICE_COOKIE);
        var newDevice = Secrets.random(24);
        var transaction = transactions.begin(authorization, device.orElse(newDevice), login);
        var response = next(request, transaction);
        return device.isPresent() ? response : response.withCookie(LoginTransaction.Store.DEVICE_COOKIE, newDevice);
    }

    /** The page that this transaction needs now, or the way back to the application. */
    Response next(Request request, LoginTransaction transaction) {
        transactions.keep(transaction);
        var authorization = transaction.request();
        if (transaction.login().isEmpty()) {
            return page(socialAsked(authorization) ? "u/login/social" : "u/login", transaction);
        }
        if (needsSecondFactor(authorization) && !transaction.mfa()) {
            return page("u/mfa-otp-challenge", transaction);
        }
        var login = transaction.login().get();
        if (needsConsent(authorization, login.userId()) && !transaction.consent()) {
            return page("u/consent", transaction);
        }
        return finish(request, transaction, login);
    }

    private Response finish(Request request, LoginTransaction transaction, Login login) {
        if (!transactions.end(transaction)) {
            throw Refused.page("This login page is no longer valid", "It was used before.");
        }
        if (transaction.consent()) {
            consents.add(consent(transaction.request(), login.userId()));
        }
        var existing = sessions.of(request);
        if (!transaction.fresh()
                && existing.filter(session -> session.login().equals(login)).isPresent()) {
            return complete(transaction.request(), existing.get(), transaction.mfa());
        }
        var session = existing.map(before -> sessions.startAfter(before, login)).orElseGet(() -> sessions.start(login));
        return complete(transaction.request(), session, transaction.mfa())
                .withCookie(Sessions.COOKIE, session.cookie());
    }

    Response complete(AuthorizationRequest authorization, Session session, boolean mfa) {
        sessions.joined(session, authorization.client().id());
        var login = session.login();
        var user = tenant.get().user(login.userId()).orElseThrow();
        var code = codes.issue(new Authorization(
                authorization.client().id(),
                user.id(),
                authorization.redirectUri(),
                Scopes.granted(tenant.get(), authorization, user),
                authorization.get("audience").orElse(""),
                authorization.get("nonce").orElse(""),
                authorization.get("code_challenge").orElse(""),
                session.sid(),
                login.connection(),
                login.at(),
                authorization.asksForAuthTime(),
                mfa));
        log.add("s", "Successful login", authorization.client().id(), user.id());
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("code", code);
        authorization.get("state").ifPresent(state -> parameters.put("state", state));
        return Response.redirect(Parameters.append(authorization.redirectUri(), parameters));
    }

    boolean needsSecondFactor(AuthorizationRequest authorization) {
        return tenant.get().mfa().asks(authorization.client().id(), authorization.asksForMfa());
    }

    boolean needsConsent(AuthorizationRequest authorization, String userId) {
        return !authorization.client().firstParty()
                && (authorization.prompts().contains("consent") || !consents.contains(consent(authorization, userId)));
    }

    private static Consent consent(AuthorizationRequest authorization, String userId) {
        return new Consent(
                userId,
                authorization.client().id(),
                authorization.get("audience").orElse(""),
                authorization.parameters().words("scope"));
    }

    private boolean socialAsked(AuthorizationRequest authorization) {
        return authorization
                .get("connection")
                .flatMap(tenant.get()::connection)
                .filter(Connection::isSocial)
                .isPresent();
    }

    private static Response page(String path, LoginTransaction transaction) {
        return Response.redirect("/" + path + "?state=" + transaction.id());
    }
}

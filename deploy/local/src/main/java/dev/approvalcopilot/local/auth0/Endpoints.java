package dev.approvalcopilot.local.auth0;

import java.util.concurrent.atomic.AtomicReference;

/** Puts the parts of a tenant together and says under which address each answers. */
final class Endpoints {
    private final AtomicReference<Tenant> tenant;
    private final Issuer issuer;
    private final Keys keys;
    private final ProviderTokens providerTokens;
    private final TenantLog log;
    private final ShiftedClock clock;
    private final Sessions sessions;
    private final Codes codes;
    private final RefreshTokens refreshTokens = new RefreshTokens();
    private final Vault vault;
    private final TokenIssuer tokens;
    private final BackChannel backChannel;
    private final TokenWitness witness = new TokenWitness();
    private final ClientAuthentication authentication;
    private final PushedRequests pushedRequests;
    private final BackChannelLogins backChannelLogins;

    Endpoints(
            AtomicReference<Tenant> tenant,
            Issuer issuer,
            Keys keys,
            ProviderTokens providerTokens,
            TenantLog log,
            ShiftedClock clock) {
        this.tenant = tenant;
        this.issuer = issuer;
        this.keys = keys;
        this.providerTokens = providerTokens;
        this.log = log;
        this.clock = clock;
        sessions = new Sessions(clock);
        codes = new Codes(clock);
        backChannel = new BackChannel(tenant::get, issuer, keys, sessions, log, clock);
        vault = new Vault(tenant.get(), clock);
        tokens = new TokenIssuer(tenant::get, issuer, keys, clock);
        authentication = new ClientAuthentication(tenant::get, issuer, new ReplayGuard(clock), clock);
        pushedRequests = new PushedRequests(tenant::get, authentication, clock);
        backChannelLogins = new BackChannelLogins(tenant::get, issuer, authentication, clock);
    }

    void routes(Router router) {
        var faults = new Faults(clock);
        metadata(router);
        login(router);
        logout(router);
        tokens(router, faults);
        management(router, faults);
        myAccount(router);
        new LocalControl(
                        tenant,
                        issuer,
                        keys,
                        vault,
                        providerTokens,
                        this::endSessionsOf,
                        backChannelLogins,
                        log,
                        faults,
                        witness,
                        clock)
                .routes(router);
    }

    /** As a change of password or a revocation does. */
    private void endSessionsOf(String userId) {
        sessions.endAllOf(userId).forEach(backChannel::ended);
    }

    private void metadata(Router router) {
        router.on("GET", "/.well-known/openid-configuration", (_, _) -> issuer.discovery())
                .on("GET", "/.well-known/oauth-authorization-server", (_, _) -> issuer.discovery())
                .on(
                        "GET",
                        "/.well-known/jwks.json",
                        (_, _) -> Response.jsonText(200, keys.jwks()).with("Cache-Control", "public, max-age=15"));
    }

    private void login(Router router) {
        var transactions = new LoginTransaction.Store(clock);
        var flow = new LoginFlow(tenant::get, sessions, transactions, codes, log);
        var authorize = new AuthorizeEndpoint(tenant::get, sessions, flow, pushedRequests, clock);
        var page = new LoginPage(tenant::get, transactions, flow, log, clock);
        var social = new SocialLogin(tenant::get, transactions, flow, clock);
        router.on("GET", "/authorize", (request, _) -> authorize.handle(request))
                .on("GET", "/u/login", (request, _) -> page.showPassword(request))
                .on("POST", "/u/login", (request, _) -> page.submitPassword(request))
                .on("GET", "/u/mfa-otp-challenge", (request, _) -> page.showCode(request))
                .on("POST", "/u/mfa-otp-challenge", (request, _) -> page.submitCode(request))
                .on("GET", "/u/consent", (request, _) -> page.showConsent(request))
                .on("POST", "/u/consent", (request, _) -> page.submitConsent(request))
                .on("GET", "/u/login/social", (request, _) -> social.toProvider(request))
                .on("POST", "/u/login/social", (request, _) -> social.fromProvider(request));
    }

    private void logout(Router router) {
        var logout = new LogoutEndpoint(tenant::get, sessions, tokens, backChannel, log);
        router.on("GET", "/v2/logout", (request, _) -> logout.v2(request))
                .on("GET", "/oidc/logout", (request, _) -> logout.oidc(request))
                .on("POST", "/oidc/logout", (request, _) -> logout.oidc(request));
    }

    private void tokens(Router router, Faults faults) {
        var subjects =
                new VaultSubject.Reader(tenant::get, issuer, tokens, refreshTokens, new ReplayGuard(clock), clock);
        var exchange = new TokenExchange(tenant::get, subjects, vault, providerTokens, log, clock);
        var token = new TokenEndpoint(
                tenant::get, authentication, codes, refreshTokens, tokens, exchange, backChannelLogins, log);
        router.on("POST", "/oauth/token", witness.watching((request, _) -> faults.around(request, token::handle)))
                .on("POST", "/oauth/par", (request, _) -> pushedRequests.push(request))
                .on("POST", "/bc-authorize", (request, _) -> backChannelLogins.begin(request))
                .on("POST", "/oauth/revoke", (request, _) -> token.revoke(request))
                .on("GET", "/userinfo", (request, _) -> tokens.userinfo(request))
                .on("POST", "/userinfo", (request, _) -> tokens.userinfo(request));
    }

    private void management(Router router, Faults faults) {
        var management = new ManagementApi(
                tenant::get, issuer, tokens, vault, providerTokens, sessions, backChannel, refreshTokens, clock);
        var user = "/api/v2/users/{}";
        userRoute(router, faults, "GET", user, management::user);
        userRoute(router, faults, "GET", user + "/connected-accounts", management::connectedAccounts);
        userRoute(router, faults, "GET", user + "/federated-connections-tokensets", management::tokensets);
        userRoute(router, faults, "DELETE", user + "/sessions", management::endSessions);
        userRoute(router, faults, "DELETE", user + "/refresh-tokens", management::endRefreshTokens);
        router.on(
                "DELETE",
                user + "/federated-connections-tokensets/{}",
                (request, path) -> faults.aroundManagement(
                        () -> management.deleteTokenset(request, path.getFirst(), path.getLast())));
    }

    private interface AboutAUser {
        Response answer(Request request, String userId);
    }

    private void userRoute(Router router, Faults faults, String method, String path, AboutAUser endpoint) {
        router.on(
                method,
                path,
                witness.watching((request, arguments) ->
                        faults.aroundManagement(() -> endpoint.answer(request, arguments.getFirst()))));
    }

    private void myAccount(Router router) {
        var connecting = new Connecting(clock);
        var pages = new ConnectPage(tenant::get, connecting);
        var api = new MyAccountApi(tenant::get, issuer, tokens, vault, connecting);
        var base = "/me/v1/connected-accounts";
        router.on("POST", base + "/connect", (request, _) -> api.connect(request))
                .on("POST", base + "/complete", (request, _) -> api.complete(request))
                .on("GET", base + "/accounts", (request, _) -> api.accounts(request))
                .on("GET", base + "/connections", (request, _) -> api.connections(request))
                .on("DELETE", base + "/accounts/{}", (request, path) -> api.delete(request, path.getFirst()))
                .on("GET", "/connected-accounts/connect", (request, _) -> pages.show(request))
                .on("POST", "/connected-accounts/connect", (request, _) -> pages.submit(request));
    }
}

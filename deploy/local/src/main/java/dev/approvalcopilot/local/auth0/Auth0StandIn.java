package dev.approvalcopilot.local.auth0;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A running stand-in for an Auth0 tenant. Wire-compatible with what Auth0 documents, over plain HTTP on a loopback
 * address; nothing of it belongs anywhere else.
 */
public final class Auth0StandIn implements AutoCloseable {
    static {
        // Otherwise the JDK's server waits for the peer's delayed acknowledgement, 40 ms an answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService executor;
    private final Issuer issuer;
    private final ProviderTokens providerTokens;
    private final TenantLog log;

    private Auth0StandIn(
            HttpServer server, ExecutorService executor, Issuer issuer, ProviderTokens providerTokens, TenantLog log) {
        this.server = server;
        this.executor = executor;
        this.issuer = issuer;
        this.providerTokens = providerTokens;
        this.log = log;
    }

    /** With a signing key of its own, which ends with it. Port 0 takes a free one. */
    public static Auth0StandIn start(Tenant tenant, InetSocketAddress bind) {
        return start(tenant, bind, Keys.generated(), Clock.systemUTC());
    }

    /** With the signing key in this file (a private JWK), made there if it does not exist. */
    public static Auth0StandIn start(Tenant tenant, InetSocketAddress bind, Path signingKeyFile) {
        return start(tenant, bind, Keys.stored(signingKeyFile), Clock.systemUTC());
    }

    static Auth0StandIn start(Tenant seed, InetSocketAddress bind, Keys keys, Clock clock) {
        if (!bind.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("the stand-in for Auth0 listens on a loopback address only");
        }
        var server = bound(bind);
        var port = server.getAddress().getPort();
        var issuer = new Issuer(URI.create("http://" + bind.getAddress().getHostAddress() + ":" + port + "/"));
        var tenant = new AtomicReference<>(seed.at(issuer.uri()));
        var log = new TenantLog(clock);
        var providerTokens = new ProviderTokens(clock);
        var router = new Router(port);
        wire(router, tenant, issuer, keys, providerTokens, log, clock);
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(executor);
        server.createContext("/", router);
        server.start();
        return new Auth0StandIn(server, executor, issuer, providerTokens, log);
    }

    private static HttpServer bound(InetSocketAddress bind) {
        try {
            return HttpServer.create(bind, 128);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + bind, e);
        }
    }

    private static void wire(
            Router router,
            AtomicReference<Tenant> tenant,
            Issuer issuer,
            Keys keys,
            ProviderTokens providerTokens,
            TenantLog log,
            Clock clock) {
        var sessions = new Sessions(clock);
        var codes = new Codes(clock);
        var refreshTokens = new RefreshTokens();
        var vault = new Vault(tenant.get(), clock);
        var faults = new Faults(clock);
        var tokens = new TokenIssuer(tenant::get, issuer, keys, clock);
        var authentication = new ClientAuthentication(tenant::get, issuer, new ReplayGuard(clock), clock);

        var transactions = new LoginTransaction.Store(clock);
        var flow = new LoginFlow(tenant::get, sessions, transactions, codes, log);
        var authorize = new AuthorizeEndpoint(tenant::get, sessions, flow, clock);
        var login = new LoginPage(tenant::get, transactions, flow, log, clock);
        var social = new SocialLogin(tenant::get, transactions, flow, clock);
        router.on("GET", "/authorize", (request, _) -> authorize.handle(request))
                .on("GET", "/u/login", (request, _) -> login.showPassword(request))
                .on("POST", "/u/login", (request, _) -> login.submitPassword(request))
                .on("GET", "/u/mfa-otp-challenge", (request, _) -> login.showCode(request))
                .on("POST", "/u/mfa-otp-challenge", (request, _) -> login.submitCode(request))
                .on("GET", "/u/consent", (request, _) -> login.showConsent(request))
                .on("POST", "/u/consent", (request, _) -> login.submitConsent(request))
                .on("GET", "/u/login/social", (request, _) -> social.toProvider(request))
                .on("POST", "/u/login/social", (request, _) -> social.fromProvider(request));

        var subjects =
                new VaultSubject.Reader(tenant::get, issuer, tokens, refreshTokens, new ReplayGuard(clock), clock);
        var exchange = new TokenExchange(tenant::get, subjects, vault, providerTokens, log, clock);
        var token = new TokenEndpoint(tenant::get, authentication, codes, refreshTokens, tokens, exchange, log);
        var logout = new LogoutEndpoint(tenant::get, sessions, tokens, log);
        router.on("GET", "/.well-known/openid-configuration", (_, _) -> issuer.discovery())
                .on("GET", "/.well-known/oauth-authorization-server", (_, _) -> issuer.discovery())
                .on(
                        "GET",
                        "/.well-known/jwks.json",
                        (_, _) -> Response.jsonText(200, keys.jwks()).with("Cache-Control", "public, max-age=15"))
                .on(
                        "POST",
                        "/oauth/token",
                        (request, path) -> faults.around(request, (given, _) -> token.handle(given), path))
                .on("POST", "/oauth/revoke", (request, _) -> token.revoke(request))
                .on("GET", "/userinfo", (request, _) -> tokens.userinfo(request))
                .on("POST", "/userinfo", (request, _) -> tokens.userinfo(request))
                .on("GET", "/v2/logout", (request, _) -> logout.v2(request))
                .on("GET", "/oidc/logout", (request, _) -> logout.oidc(request))
                .on("POST", "/oidc/logout", (request, _) -> logout.oidc(request));

        var management = new ManagementApi(tenant::get, issuer, tokens, vault, sessions, refreshTokens, clock);
        router.on("GET", "/api/v2/users/{}", (request, path) -> management.user(request, path.getFirst()))
                .on(
                        "GET",
                        "/api/v2/users/{}/connected-accounts",
                        (request, path) -> management.connectedAccounts(request, path.getFirst()))
                .on(
                        "DELETE",
                        "/api/v2/users/{}/sessions",
                        (request, path) -> management.endSessions(request, path.getFirst()))
                .on(
                        "DELETE",
                        "/api/v2/users/{}/refresh-tokens",
                        (request, path) -> management.endRefreshTokens(request, path.getFirst()));

        new LocalControl(tenant, issuer, vault, providerTokens, log, faults, clock).routes(router);
    }

    /** The tenant's address, with the slash at its end. */
    public URI issuer() {
        return issuer.uri();
    }

    /** The provider tokens given out, for a stand-in for a provider in the same process. */
    public ProviderTokens providerTokens() {
        return providerTokens;
    }

    public TenantLog log() {
        return log;
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}

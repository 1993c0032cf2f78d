package dev.approvalcopilot.local.auth0;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/**
 * A running stand-in for an Auth0 tenant. Wire-compatible with what Auth0 documents, on a loopback address, over plain
 * HTTP or, for client libraries that know nothing else, over HTTPS; nothing of it belongs anywhere else.
 */
public final class Auth0StandIn implements AutoCloseable {
    static {
        // Read once a process, by whichever server is first. Without the one each answer waits 40 ms for the peer's
        // delayed acknowledgement; with a short other a client's request meets a connection that was just closed.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "300");
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
        return start(seed, bind, keys, clock, Optional.empty());
    }

    /** @param tls whose certificate is for the address of {@code bind}; without it plain HTTP */
    static Auth0StandIn start(Tenant seed, InetSocketAddress bind, Keys keys, Clock clock, Optional<SSLContext> tls) {
        if (!bind.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("the stand-in for Auth0 listens on a loopback address only");
        }
        var server = bound(bind, tls);
        var port = server.getAddress().getPort();
        var scheme = tls.isPresent() ? "https" : "http";
        var issuer = new Issuer(URI.create(scheme + "://" + bind.getAddress().getHostAddress() + ":" + port + "/"));
        var tenant = new AtomicReference<>(seed.at(issuer.uri()));
        var shifted = new ShiftedClock(clock);
        var log = new TenantLog(shifted);
        var providerTokens = new ProviderTokens(shifted);
        var router = new Router(port, new CrossOrigin(tenant::get), shifted);
        new Endpoints(tenant, issuer, keys, providerTokens, log, shifted).routes(router);
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(executor);
        server.createContext("/", router);
        server.start();
        return new Auth0StandIn(server, executor, issuer, providerTokens, log);
    }

    private static HttpServer bound(InetSocketAddress bind, Optional<SSLContext> tls) {
        try {
            if (tls.isEmpty()) {
                return HttpServer.create(bind, 128);
            }
            var server = HttpsServer.create(bind, 128);
            server.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + bind, e);
        }
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

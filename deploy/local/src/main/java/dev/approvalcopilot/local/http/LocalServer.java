package dev.approvalcopilot.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on 127.0.0.1 with a virtual thread for each request. */
public final class LocalServer implements AutoCloseable {

    /** Answers one request; an exception becomes a 500 without a word about it. */
    public interface Handler {
        Answer answer(Call call);
    }

    private static final System.Logger LOG = System.getLogger(LocalServer.class.getName());

    static {
        // Both are read when the JDK's server class is loaded, so the first server of the process decides.
        // It writes head and body apart; with Nagle's algorithm each answer would wait 40 ms.
        setIfAbsent("sun.net.httpserver.nodelay", "true");
        // Longer than any client keeps a connection: a server that closes first loses the request that is on its way.
        setIfAbsent("sun.net.httpserver.idleInterval", "300");
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Handler handler;

    private LocalServer(HttpServer server, Handler handler) {
        this.server = server;
        this.handler = handler;
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * @param port 0 for a free one
     * @throws IOException if the port is taken
     */
    public static LocalServer start(int port, Handler handler) throws IOException {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        var local = new LocalServer(HttpServer.create(address, 256), handler);
        local.server.setExecutor(local.executor);
        local.server.createContext("/", local::handle);
        local.server.start();
        return local;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** {@code http://127.0.0.1:PORT}, without a slash. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (answer(exchange)) {
                case Answer.Content content -> send(exchange, content);
                case Answer.Empty empty -> exchange.sendResponseHeaders(empty.status(), -1);
                case Answer.Dropped _ -> {
                    // Closing the exchange before a header was sent closes the connection.
                }
            }
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        try {
            return handler.answer(Call.read(exchange));
        } catch (Call.TooLarge e) {
            return new Answer.Empty(413);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a stand-in failed", e);
            return new Answer.Empty(500);
        }
    }

    private static void send(HttpExchange exchange, Answer.Content content) throws IOException {
        byte[] body = content.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", content.contentType());
        content.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(content.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}

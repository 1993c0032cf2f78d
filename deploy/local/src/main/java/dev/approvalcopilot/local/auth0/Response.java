package dev.approvalcopilot.local.auth0;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What goes back over HTTP. Nothing is cacheable unless said. */
record Response(int status, String body, List<Header> headers) {
    record Header(String name, String value) {}

    Response {
        headers = List.copyOf(headers);
    }

    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

    static Response json(int status, Object body) {
        return jsonText(status, Json.write(body));
    }

    static Response jsonText(int status, String body) {
        return new Response(status, body, List.of(new Header("Content-Type", "application/json; charset=utf-8")));
    }

    /** No {@code form-action} in the policy: Chromium applies it to the redirect back to the application as well. */
    static Response html(int status, String page) {
        return new Response(
                status,
                page,
                List.of(
                        new Header("Content-Type", "text/html; charset=utf-8"),
                        new Header("Content-Security-Policy", PAGE_POLICY),
                        new Header("X-Frame-Options", "DENY"),
                        new Header("X-Content-Type-Options", "nosniff"),
                        new Header("Referrer-Policy", "same-origin")));
    }

    static Response redirect(String location) {
        return empty(302).with("Location", location);
    }

    static Response empty(int status) {
        return new Response(status, "", List.of());
    }

    Response with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Response(status, body, more);
    }

    /** A cookie for this browser session. Not {@code Secure}: the stand-in speaks plain HTTP on the loopback address. */
    Response withCookie(String name, String value) {
        return with("Set-Cookie", name + "=" + value + "; Path=/; HttpOnly; SameSite=Lax");
    }

    Response withoutCookie(String name) {
        return with("Set-Cookie", name + "=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    }

    void send(HttpExchange exchange) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        headers.forEach(header -> exchange.getResponseHeaders().add(header.name(), header.value()));
        if (!exchange.getResponseHeaders().containsKey("Cache-Control")) {
            exchange.getResponseHeaders().add("Cache-Control", "no-store");
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}

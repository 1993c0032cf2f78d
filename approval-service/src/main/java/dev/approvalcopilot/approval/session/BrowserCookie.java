package dev.approvalcopilot.approval.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Which browser a session began in. Quarkus' own session cookie has a fixed name, so another host of the same domain could plant
 * one; {@code __Host-} cookies no other host can plant, and a session without its own opens nothing.
 */
final class BrowserCookie {
    static final String NAME = "__Host-copilot-browser";

    private BrowserCookie() {}

    static Optional<String> of(RoutingContext request) {
        return Optional.ofNullable(request.request().getCookie(NAME)).map(Cookie::getValue);
    }

    /** Lasts as long as the browser; what it belongs to ends sooner. */
    static void set(RoutingContext request, String value) {
        request.response()
                .addCookie(Cookie.cookie(NAME, value)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSecure(true)
                        .setSameSite(CookieSameSite.LAX));
    }
}

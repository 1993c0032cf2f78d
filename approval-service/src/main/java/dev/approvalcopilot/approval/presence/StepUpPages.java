package dev.approvalcopilot.approval.presence;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.UUID;

/** The plain pages of a login that an API client asked for. Fixed texts: of the request only a ticket that is good is repeated. */
final class StepUpPages {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%1$s</title>
            <link rel="stylesheet" href="/page/page.css">
            </head>
            <body>
            <main class="column">
            <h1>%1$s</h1>
            <p>%2$s</p>
            <p><a href="/">To the inbox</a></p>
            </main>
            </body>
            </html>
            """;

    private StepUpPages() {}

    /** Has a form, so the policy of all pages counts, which lets forms lead to the login. */
    static ResponseBuilder offer(UUID action, String ticket) {
        return Response.ok(Templates.offer(action.toString(), ticket).render())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer");
    }

    static ResponseBuilder received() {
        return page(
                Response.Status.OK,
                "Fresh login received",
                "Fresh login received. Go back to your client and send the decision again.");
    }

    static ResponseBuilder failed(StepUp.Reason reason) {
        var status = switch (reason) {
            case LINK_UNKNOWN -> Response.Status.NOT_FOUND;
            case TOO_LATE, RESUMED_SINCE -> Response.Status.GONE;
            case OTHER_BROWSER, OTHER_PERSON, NOT_ACCEPTED, TOO_LARGE -> Response.Status.FORBIDDEN;
            case NOT_COMPLETED -> Response.Status.BAD_REQUEST;
            case AUTH0_UNAVAILABLE, CLOCK -> Response.Status.SERVICE_UNAVAILABLE;
        };
        return page(status, "The login does not count", reason.words());
    }

    private static ResponseBuilder page(Response.Status status, String title, String words) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
                                + " frame-ancestors 'none'")
                .entity(PAGE.formatted(title, words));
    }
}

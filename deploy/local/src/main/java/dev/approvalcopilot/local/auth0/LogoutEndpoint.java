package dev.approvalcopilot.local.auth0;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /v2/logout} and {@code /oidc/logout}: ends the session in this browser, and leads to registered places only. */
final class LogoutEndpoint {
    private final Supplier<Tenant> tenant;
    private final Sessions sessions;
    private final TokenIssuer tokens;
    private final BackChannel backChannel;
    private final TenantLog log;

    LogoutEndpoint(
            Supplier<Tenant> tenant, Sessions sessions, TokenIssuer tokens, BackChannel backChannel, TenantLog log) {
        this.backChannel = backChannel;
        this.tenant = tenant;
        this.sessions = sessions;
        this.tokens = tokens;
        this.log = log;
    }

    Response v2(Request request) {
        var client = request.query().get("client_id").map(this::client);
        var target = request.query().get("returnTo").map(asked -> registered(asked, client));
        return end(request, target, Map.of());
    }

    Response oidc(Request request) {
        var parameters = request.method().equals("GET") ? request.query() : request.parameters();
        var hint = parameters
                .get("id_token_hint")
                .map(token -> tokens.hint(token)
                        .orElseThrow(() -> refused("The id_token_hint is not a token of this tenant.")));
        var session = sessions.of(request);
        checkHints(parameters, hint, session);
        var client = parameters
                .get("client_id")
                .or(() -> hint.map(token -> token.audiences().getFirst()))
                .map(this::client);
        var target = parameters.get("post_logout_redirect_uri").map(asked -> registered(asked, client));
        boolean hinted = hint.isPresent() || parameters.get("logout_hint").isPresent();
        if (session.isPresent() && !hinted && parameters.get("confirm").isEmpty()) {
            return ask(parameters);
        }
        return end(
                request,
                target,
                parameters.get("state").map(state -> Map.of("state", state)).orElse(Map.of()));
    }

    /** Hints that name another client, session or person than each other or than this browser contradict. */
    private static void checkHints(
            Parameters parameters, Optional<SignedJwt> hint, Optional<Sessions.Session> session) {
        var sids = new ArrayList<String>();
        parameters.get("logout_hint").ifPresent(sids::add);
        hint.flatMap(token -> token.text("sid")).ifPresent(sids::add);
        if (sids.stream().distinct().count() > 1) {
            throw refused("logout_hint and id_token_hint name different sessions.");
        }
        var subject = hint.flatMap(token -> token.text("sub"));
        if (subject.isPresent()
                && session.isPresent()
                && !subject.get().equals(session.get().login().userId())) {
            throw refused("The id_token_hint names another person than the session.");
        }
        var clientId = parameters.get("client_id");
        if (clientId.isPresent() && hint.isPresent() && !hint.get().audiences().contains(clientId.get())) {
            throw refused("client_id and id_token_hint name different clients.");
        }
    }

    private Client client(String id) {
        return tenant.get().client(id).orElseThrow(() -> refused("The client is not registered here."));
    }

    private String registered(String asked, Optional<Client> client) {
        List<String> allowed =
                client.map(Client::logoutUrls).orElse(tenant.get().logoutUrls());
        if (!allowed.contains(asked)) {
            throw refused("The address to return to is not in the list of allowed logout URLs.");
        }
        return asked;
    }

    private Response end(Request request, Optional<String> target, Map<String, String> parameters) {
        sessions.of(request).ifPresent(session -> {
            sessions.end(session);
            backChannel.ended(session);
            log.add("slo", "Logged out", "", session.login().userId());
        });
        return target.map(address -> Response.redirect(Parameters.append(address, parameters)))
                .orElseGet(() -> Response.html(200, Html.notice("Logged out", "You are logged out.")))
                .withoutCookie(Sessions.COOKIE);
    }

    private static Response ask(Parameters parameters) {
        var hidden = new StringBuilder();
        parameters
                .values()
                .forEach((name, value) -> hidden.append("<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(Html.escape(name), Html.escape(value))));
        var body = """
                <h1>Log out?</h1>
                <form method="post" action="/oidc/logout">
                %s
                <button type="submit" name="confirm" value="yes">Log out</button>
                </form>
                """.formatted(hidden);
        return Response.html(200, Html.page("Log out", body));
    }

    private static Refused refused(String text) {
        return Refused.page("Logout refused", text);
    }
}

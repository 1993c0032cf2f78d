package dev.approvalcopilot.local.auth0;

import dev.approvalcopilot.local.auth0.Connecting.Attempt;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The page on which a person lets a provider connect: stands for the provider's own consent page. */
final class ConnectPage {
    private final Supplier<Tenant> tenant;
    private final Connecting connecting;

    ConnectPage(Supplier<Tenant> tenant, Connecting connecting) {
        this.tenant = tenant;
        this.connecting = connecting;
    }

    Response show(Request request) {
        var attempt = require(request.query());
        var asked = attempt.asked();
        var title = tenant.get().connection(asked.connection()).orElseThrow().title();
        var scopes = asked.scopes().isEmpty() ? "what its app is permitted to do" : String.join(", ", asked.scopes());
        var body = """
                <h1>Connect %1$s (local)</h1>
                <p>Let <strong>%2$s</strong> act on your %1$s account: %3$s.</p>
                <form method="post" action="/connected-accounts/connect">
                <input type="hidden" name="ticket" value="%4$s">
                <button type="submit" name="action" value="accept">Connect</button>
                <button type="submit" name="action" value="decline" class="quiet">Cancel</button>
                </form>
                """.formatted(
                Html.escape(title),
                Html.escape(tenant.get().client(asked.clientId()).orElseThrow().name()),
                Html.escape(scopes),
                attempt.ticket());
        return Response.html(200, Html.page("Connect " + title, body));
    }

    Response submit(Request request) {
        var form = request.parameters();
        var attempt = require(form);
        if (form.get("action").equals(Optional.of("accept"))) {
            return back(
                    attempt, Map.of("connect_code", connecting.agree(attempt).connectCode()));
        }
        connecting.end(attempt);
        return back(attempt, Map.of("error", "access_denied", "error_description", "The person cancelled."));
    }

    private Attempt require(Parameters parameters) {
        return parameters
                .get("ticket")
                .flatMap(connecting::byTicket)
                .orElseThrow(() -> Refused.page(
                        "This page is no longer valid", "It was opened too late or used before. Start again."));
    }

    /** In the query with PKCE, else in the fragment: the documents and the official clients differ in that. */
    private static Response back(Attempt attempt, Map<String, String> result) {
        var asked = attempt.asked();
        var parameters = new LinkedHashMap<>(result);
        if (!asked.state().isEmpty()) {
            parameters.put("state", asked.state());
        }
        if (asked.challenge().isEmpty()) {
            return Response.redirect(asked.redirectUri() + "#"
                    + Parameters.append("", parameters).substring(1));
        }
        return Response.redirect(Parameters.append(asked.redirectUri(), parameters));
    }
}

package dev.approvalcopilot.local.auth0;

import java.time.Clock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A social provider that answers from a session of its own: once somebody was chosen in this browser, a further login
 * asks nothing, yet moves {@code auth_time}, and carries the linked primary {@code sub}. That is what makes
 * {@code auth_time} alone worthless as evidence of presence.
 */
final class SocialLogin {
    private static final String COOKIE_PREFIX = "local-provider-";

    private final Supplier<Tenant> tenant;
    private final LoginTransaction.Store transactions;
    private final LoginFlow flow;
    private final Clock clock;

    SocialLogin(Supplier<Tenant> tenant, LoginTransaction.Store transactions, LoginFlow flow, Clock clock) {
        this.tenant = tenant;
        this.transactions = transactions;
        this.flow = flow;
        this.clock = clock;
    }

    /** {@code GET /u/login/social}: the way to the provider and, with a session there, straight back. */
    Response toProvider(Request request) {
        var transaction = transactions.require(request, request.query());
        var connection = connection(transaction, request.query());
        var remembered = request.cookie(COOKIE_PREFIX + connection.name())
                .flatMap(id -> tenant.get().user(id))
                .filter(user -> user.hasIdentity(connection.name()));
        return remembered
                .map(user -> loggedIn(request, transaction, connection, user))
                .orElseGet(() -> choose(transaction, connection));
    }

    /** {@code POST /u/login/social}: somebody was chosen on the provider's page. */
    Response fromProvider(Request request) {
        var form = request.parameters();
        var transaction = transactions.require(request, form);
        var connection = connection(transaction, form);
        var user = form.get("user")
                .flatMap(id -> tenant.get().user(id))
                .filter(candidate -> candidate.hasIdentity(connection.name()))
                .orElseThrow(() -> Refused.page("Unknown account", "Nobody of that name has this login."));
        return loggedIn(request, transaction, connection, user)
                .withCookie(COOKIE_PREFIX + connection.name(), user.id());
    }

    private Response loggedIn(Request request, LoginTransaction transaction, Connection connection, User user) {
        return flow.next(request, transaction.loggedIn(new Login(user.id(), connection.name(), clock.instant())));
    }

    /** The one pinned in the request; else the one whose button was pressed. */
    private Connection connection(LoginTransaction transaction, Parameters parameters) {
        var authorization = transaction.request();
        var name = authorization
                .get("connection")
                .or(() -> parameters.get("connection"))
                .orElse("");
        return tenant.get()
                .connection(name)
                .filter(Connection::isSocial)
                .filter(connection -> authorization.client().connections().contains(connection.name()))
                .orElseThrow(() -> Refused.page("Unknown connection", "This login is not offered here."));
    }

    private Response choose(LoginTransaction transaction, Connection connection) {
        var buttons = tenant.get().users().stream()
                .filter(user -> user.hasIdentity(connection.name()))
                .map(user -> "<button type=\"submit\" name=\"user\" value=\"%s\">%s</button>"
                        .formatted(Html.escape(user.id()), Html.escape(user.email())))
                .collect(Collectors.joining("\n"));
        var body = """
                <h1>%s (local)</h1>
                <p>Choose an account. This browser will remember it, as a provider's own session does.</p>
                <form method="post" action="/u/login/social">
                <input type="hidden" name="state" value="%s">
                <input type="hidden" name="connection" value="%s">
                %s
                </form>
                """.formatted(
                        Html.escape(connection.title()), transaction.id(), Html.escape(connection.name()), buttons);
        return Response.html(200, Html.page("Choose an account", body));
    }
}

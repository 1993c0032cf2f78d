package dev.approvalcopilot.local.auth0;

import java.util.Optional;
import java.util.function.Supplier;

/** The pages and forms of a login: password, second factor, consent. */
final class LoginPage {
    private final Supplier<Tenant> tenant;
    private final LoginTransaction.Store transactions;
    private final LoginFlow flow;
    private final TenantLog log;
    private final ShiftedClock clock;

    LoginPage(
            Supplier<Tenant> tenant,
            LoginTransaction.Store transactions,
            LoginFlow flow,
            TenantLog log,
            ShiftedClock clock) {
        this.tenant = tenant;
        this.transactions = transactions;
        this.flow = flow;
        this.log = log;
        this.clock = clock;
    }

    Response showPassword(Request request) {
        var transaction = transactions.require(request, request.query());
        return password(transaction, transaction.request().get("login_hint").orElse(""), "");
    }

    Response submitPassword(Request request) {
        var form = request.parameters();
        var transaction = transactions.require(request, form);
        var client = transaction.request().client();
        var username = form.get("username").orElse("");
        var user = tenant.get().users().stream()
                .filter(candidate -> candidate.email().equalsIgnoreCase(username.strip()))
                .findFirst();
        // Compared for an unknown name as well, so that the time taken tells nothing.
        boolean right = Secrets.same(
                user.map(User::password).orElse(""), form.get("password").orElse("-"));
        if (user.isEmpty() || !right || !passwordAllowed(transaction.request())) {
            log.add(
                    "fp",
                    "Wrong email or password.",
                    client.id(),
                    user.map(User::id).orElse(""));
            transactions.keep(transaction.failedOnce());
            return password(transaction, username, "Wrong email or password");
        }
        return flow.next(
                request, transaction.loggedIn(new Login(user.get().id(), Connection.DATABASE, clock.instant())));
    }

    Response showCode(Request request) {
        return code(requireFirstFactor(request, request.query()), "");
    }

    Response submitCode(Request request) {
        var form = request.parameters();
        var transaction = requireFirstFactor(request, form);
        var user = user(transaction);
        var clientId = transaction.request().client().id();
        if (!Totp.accepts(
                user.totpSecret(),
                form.get("code").orElse("").strip(),
                clock.right().instant())) {
            log.add("gd_auth_failed", "Wrong one-time code.", clientId, user.id());
            transactions.keep(transaction.failedOnce());
            return code(transaction, "The code is not valid");
        }
        log.add("gd_auth_succeed", "Second factor accepted.", clientId, user.id());
        return flow.next(request, transaction.secondFactorGiven());
    }

    Response showConsent(Request request) {
        var transaction = requireFirstFactor(request, request.query());
        var authorization = transaction.request();
        var asked = String.join(", ", Scopes.granted(tenant.get(), authorization, user(transaction)));
        var body = """
                <h1>%s asks for access</h1>
                <p>To act for you at <strong>%s</strong> with: %s.</p>
                <form method="post" action="/u/consent">
                %s
                <button type="submit" name="action" value="accept">Accept</button>
                <button type="submit" name="action" value="decline" class="quiet">Decline</button>
                </form>
                """.formatted(
                        Html.escape(authorization.client().name()),
                        Html.escape(authorization.get("audience").orElse("your profile")),
                        Html.escape(asked),
                        hidden(transaction));
        return Response.html(200, Html.page("Allow access", body));
    }

    Response submitConsent(Request request) {
        var form = request.parameters();
        var transaction = requireFirstFactor(request, form);
        if (!form.get("action").equals(Optional.of("accept"))) {
            transactions.end(transaction);
            return AuthorizeEndpoint.failure(
                    transaction.request(), "access_denied", "User did not authorize the request");
        }
        return flow.next(request, transaction.consented());
    }

    private LoginTransaction requireFirstFactor(Request request, Parameters parameters) {
        var transaction = transactions.require(request, parameters);
        if (transaction.login().isEmpty()) {
            throw Refused.page("This login page is no longer valid", "Log in first.");
        }
        return transaction;
    }

    private User user(LoginTransaction transaction) {
        return tenant.get().user(transaction.login().orElseThrow().userId()).orElseThrow();
    }

    private static boolean passwordAllowed(AuthorizationRequest authorization) {
        return authorization.client().connections().contains(Connection.DATABASE)
                && authorization.get("connection").orElse(Connection.DATABASE).equals(Connection.DATABASE);
    }

    private Response password(LoginTransaction transaction, String username, String error) {
        var authorization = transaction.request();
        var name = Html.escape(authorization.client().name());
        var body = """
                <h1>Log in</h1>
                <p>to continue to <strong>%s</strong></p>
                %s
                <form method="post" action="/u/login">
                %s
                <label for="username">Email address</label>
                <input id="username" name="username" type="email" autocomplete="username" required value="%s">
                <label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required>
                <button type="submit">Continue</button>
                </form>
                %s
                """.formatted(
                name, Html.error(error), hidden(transaction), Html.escape(username), socialButtons(transaction));
        return Response.html(error.isEmpty() ? 200 : 400, Html.page("Log in", body));
    }

    /** Absent where the request pins the database connection. */
    private String socialButtons(LoginTransaction transaction) {
        var authorization = transaction.request();
        var buttons = new StringBuilder();
        for (var name : authorization.client().connections()) {
            var connection = tenant.get().connection(name).filter(Connection::isSocial);
            if (connection.isPresent() && authorization.get("connection").isEmpty()) {
                buttons.append("""
                        <form method="get" action="/u/login/social">
                        %s<input type="hidden" name="connection" value="%s">
                        <button type="submit" class="quiet">Continue with %s (local)</button>
                        </form>
                        """.formatted(
                                hidden(transaction),
                                Html.escape(name),
                                Html.escape(connection.get().title())));
            }
        }
        return buttons.toString();
    }

    private Response code(LoginTransaction transaction, String error) {
        var user = user(transaction);
        var body = """
                <h1>Confirm it is you</h1>
                <p>Enter the 6-digit code that your authenticator shows for %s.</p>
                %s
                <form method="post" action="/u/mfa-otp-challenge">
                %s
                <label for="code">One-time code</label>
                <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" maxlength="6" required autofocus>
                <button type="submit">Continue</button>
                </form>
                <p class="local">Local stack only: <a href="/__local/authenticator?user=%s" target="_blank" rel="noopener">open the authenticator of %s</a></p>
                """.formatted(
                        Html.escape(user.email()),
                        Html.error(error),
                        hidden(transaction),
                        Html.escape(Parameters.encode(user.id())),
                        Html.escape(user.email()));
        return Response.html(error.isEmpty() ? 200 : 400, Html.page("Second factor", body));
    }

    private static String hidden(LoginTransaction transaction) {
        return "<input type=\"hidden\" name=\"state\" value=\"" + transaction.id() + "\">";
    }
}

package dev.approvalcopilot.local.auth0;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.local.auth0.Connecting.Asked;
import dev.approvalcopilot.local.auth0.User.Account;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** A person's own connected accounts, {@code /me/v1/connected-accounts}, with a token that the person's login gave. */
final class MyAccountApi {
    private static final Set<String> CONNECT_MEMBERS = Set.of(
            "connection",
            "redirect_uri",
            "state",
            "code_challenge",
            "code_challenge_method",
            "scopes",
            "authorization_params");
    private static final int DEFAULT_TAKE = 10;
    private static final int MAX_TAKE = 20;
    private static final int MAX_SCOPES = 100;

    /** Who calls, through which client. */
    private record Caller(User user, Client client) {}

    private final Supplier<Tenant> tenant;
    private final Issuer issuer;
    private final TokenIssuer tokens;
    private final Vault vault;
    private final Connecting connecting;

    MyAccountApi(Supplier<Tenant> tenant, Issuer issuer, TokenIssuer tokens, Vault vault, Connecting connecting) {
        this.tenant = tenant;
        this.issuer = issuer;
        this.tokens = tokens;
        this.vault = vault;
        this.connecting = connecting;
    }

    Response connect(Request request) {
        var caller = caller(request, "create:me:connected_accounts");
        var body = Parameters.parse(request.body());
        body.fieldNames().forEachRemaining(name -> {
            if (!CONNECT_MEMBERS.contains(name)) {
                throw Refused.myAccountField(name, "must NOT have additional properties");
            }
        });
        var attempt = connecting.begin(asked(caller, body));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("auth_session", attempt.authSession());
        answer.put("connect_uri", issuer.at("connected-accounts/connect"));
        answer.put("connect_params", Map.of("ticket", attempt.ticket()));
        answer.put("expires_in", Connecting.LIFETIME.toSeconds());
        return Response.json(201, answer);
    }

    private Asked asked(Caller caller, JsonNode body) {
        var name = text(body, "connection");
        var connection = tenant.get()
                .connection(name)
                .filter(Connection::vault)
                .filter(found -> caller.client().connections().contains(found.name()))
                .orElseThrow(() -> Refused.myAccountField("connection", "is not enabled for connected accounts"));
        var redirectUri = text(body, "redirect_uri");
        if (!caller.client().allowsCallback(redirectUri)) {
            throw Refused.myAccountField("redirect_uri", "is not in the list of allowed callback URLs");
        }
        var challenge = body.path("code_challenge").asText("");
        if (!challenge.isEmpty()
                && !body.path("code_challenge_method").asText("").equals("S256")) {
            throw Refused.myAccountField("code_challenge_method", "must be S256");
        }
        return new Asked(
                caller.user().id(),
                caller.client().id(),
                name,
                scopes(body, connection),
                redirectUri,
                body.path("state").asText(""),
                challenge);
    }

    /** Those of the request replace the connection's own. */
    private static List<String> scopes(JsonNode body, Connection connection) {
        if (body.path("scopes").isMissingNode()) {
            return connection.scopes();
        }
        var scopes = StreamSupport.stream(body.path("scopes").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        if (scopes.isEmpty() || scopes.size() > MAX_SCOPES) {
            throw Refused.myAccountField("scopes", "must have 1 to 100 items");
        }
        return connection.scoping() == Connection.Scoping.UNREPORTED ? List.of() : scopes;
    }

    Response complete(Request request) {
        var caller = caller(request, "create:me:connected_accounts");
        var body = Parameters.parse(request.body());
        var attempt = connecting
                .take(text(body, "auth_session"), text(body, "connect_code"))
                .filter(taken -> taken.asked().userId().equals(caller.user().id()))
                .filter(taken -> taken.asked().clientId().equals(caller.client().id()))
                .orElseThrow(() -> Refused.myAccount(404, "0001", "Not Found", "Invalid or expired session"));
        var asked = attempt.asked();
        if (!asked.redirectUri().equals(text(body, "redirect_uri"))) {
            throw Refused.myAccountField("redirect_uri", "is not the one of the connect request");
        }
        var verifier = body.path("code_verifier").asText("");
        if (!asked.challenge().isEmpty() && !Secrets.same(asked.challenge(), Secrets.sha256(verifier))) {
            throw Refused.myAccountField("code_verifier", "does not match");
        }
        var connection = tenant.get().connection(asked.connection()).orElseThrow();
        return Response.json(201, wire(vault.connect(caller.user().id(), connection, asked.scopes())));
    }

    Response accounts(Request request) {
        var caller = caller(request, "read:me:connected_accounts");
        var connection = request.query().get("connection");
        var all = vault.of(caller.user().id()).stream()
                .filter(account -> connection.isEmpty() || account.connection().equals(connection.get()))
                .toList();
        var page = Page.of(all, Account::id, request.query(), DEFAULT_TAKE, MAX_TAKE)
                .orElseThrow(() -> Refused.myAccountField("take", "must be between 1 and 20"));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("accounts", page.items().stream().map(MyAccountApi::wire).toList());
        page.next().ifPresent(next -> answer.put("next", next));
        return Response.json(200, answer);
    }

    Response connections(Request request) {
        caller(request, "read:me:connected_accounts");
        var connections = tenant.get().connections().stream()
                .filter(Connection::vault)
                .map(connection -> Map.of(
                        "name", connection.name(),
                        "strategy", connection.strategy(),
                        "scopes", connection.scopes()))
                .toList();
        return Response.json(200, Map.of("connections", connections));
    }

    Response delete(Request request, String accountId) {
        var caller = caller(request, "delete:me:connected_accounts");
        if (!vault.disconnect(caller.user().id(), accountId)) {
            throw Refused.myAccount(404, "0002", "Not Found", "Connected account not found");
        }
        return Response.empty(204);
    }

    private static Map<String, Object> wire(Account account) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", account.id());
        body.put("connection", account.connection());
        body.put("access_type", "offline");
        body.put("scopes", account.scopes());
        body.put("created_at", account.createdAt().toString());
        return body;
    }

    private static String text(JsonNode body, String name) {
        var value = body.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw Refused.myAccountField(name, "must be a string");
        }
        return value.textValue();
    }

    private Caller caller(Request request, String scope) {
        var jwt = request.bearer()
                .flatMap(token -> tokens.verified(token, issuer.myAccountApi()))
                .orElseThrow(() -> Refused.myAccount(401, "0001", "Unauthorized", "Invalid or missing access token"));
        if (!jwt.hasScope(List.of(scope))) {
            throw Refused.myAccount(403, "0001", "Insufficient Scope", "The token needs the scope " + scope);
        }
        var user = jwt.text("sub").flatMap(tenant.get()::user);
        var client = jwt.text("azp").flatMap(tenant.get()::client);
        if (user.isEmpty() || client.isEmpty()) {
            throw Refused.myAccount(403, "0002", "Forbidden", "The token is not a person's");
        }
        return new Caller(user.get(), client.get());
    }
}

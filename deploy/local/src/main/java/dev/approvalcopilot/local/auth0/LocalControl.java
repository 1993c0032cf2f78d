package dev.approvalcopilot.local.auth0;

import dev.approvalcopilot.local.auth0.Tenant.MfaRule;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a real tenant does not have, all of it under {@code /__local/}: for demos and tests on this machine. */
final class LocalControl {
    private final AtomicReference<Tenant> tenant;
    private final Issuer issuer;
    private final Keys keys;
    private final Vault vault;
    private final ProviderTokens providerTokens;
    private final Consumer<String> endSessionsOf;
    private final BackChannelLogins backChannelLogins;
    private final TenantLog log;
    private final Faults faults;
    private final TokenWitness witness;
    private final ShiftedClock clock;
    private final Tenant seed;

    LocalControl(
            AtomicReference<Tenant> tenant,
            Issuer issuer,
            Keys keys,
            Vault vault,
            ProviderTokens providerTokens,
            Consumer<String> endSessionsOf,
            BackChannelLogins backChannelLogins,
            TenantLog log,
            Faults faults,
            TokenWitness witness,
            ShiftedClock clock) {
        this.tenant = tenant;
        this.issuer = issuer;
        this.keys = keys;
        this.vault = vault;
        this.providerTokens = providerTokens;
        this.endSessionsOf = endSessionsOf;
        this.backChannelLogins = backChannelLogins;
        this.log = log;
        this.faults = faults;
        this.witness = witness;
        this.clock = clock;
        this.seed = tenant.get();
    }

    void routes(Router router) {
        router.on("GET", "/__local/logs", (request, _) -> log.answer(request))
                .on("GET", "/__local/provider-tokens/{}", (_, path) -> providerTokens.answer(path.getFirst()))
                .on("GET", "/__local/tokens", (request, _) -> tokens(request))
                .on("GET", "/__local/totp/{}", (_, path) -> totp(path.getFirst()))
                .on("GET", "/__local/authenticator", (request, _) -> authenticator(request))
                .on("GET", "/__local/back-channel-logins/{}", (_, path) -> backChannelLogins.pending(path.getFirst()))
                .on(
                        "POST",
                        "/__local/back-channel-logins/{}/{}",
                        (request, path) -> sameOrigin(request, () -> backChannelLogin(path.getFirst(), path.getLast())))
                .on("POST", "/__local/faults", (request, _) -> sameOrigin(request, () -> faults.order(request)))
                .on("POST", "/__local/mfa", (request, _) -> sameOrigin(request, () -> mfa(request)))
                .on("POST", "/__local/vault", (request, _) -> sameOrigin(request, () -> vault(request)))
                .on("POST", "/__local/clock", (request, _) -> sameOrigin(request, () -> clock(request)))
                .on("GET", "/__local/keys", (_, _) -> Response.json(200, Map.of("asked", keys.asked())))
                .on("POST", "/__local/keys/{}", (request, path) -> sameOrigin(request, () -> keys(path.getFirst())))
                .on("POST", "/__local/users", (request, _) -> sameOrigin(request, () -> add(request)))
                .on(
                        "POST",
                        "/__local/users/{}/password-changed",
                        (request, path) -> sameOrigin(request, () -> passwordChanged(path.getFirst())))
                .on(
                        "POST",
                        "/__local/users/{}/{}/{}",
                        (request, path) -> sameOrigin(request, () -> account(request, path)));
    }

    private interface Order {
        Response run();
    }

    /** A web page elsewhere in the developer's browser gives no orders here. */
    private Response sameOrigin(Request request, Order order) {
        var own = URI.create(issuer.text());
        var origin = request.header("Origin");
        if (origin.isPresent() && !origin.get().equals(own.getScheme() + "://" + own.getAuthority())) {
            return Response.json(403, Map.of("error", "foreign_origin"));
        }
        return order.run();
    }

    /** Only for whoever has the installation's secrets: with the page's client secret as the bearer. */
    private Response tokens(Request request) {
        boolean mayKnow = tenant.get()
                .client("copilot-page")
                .flatMap(page -> secret(page.credential()))
                .filter(secret -> request.bearer()
                        .filter(shown -> Secrets.same(secret, shown))
                        .isPresent())
                .isPresent();
        return mayKnow ? witness.answer() : unknown();
    }

    private static Optional<String> secret(Client.Credential credential) {
        return switch (credential) {
            case Client.Credential.SecretBasic(String secret) -> Optional.of(secret);
            case Client.Credential.SecretPost(String secret) -> Optional.of(secret);
            case Client.Credential.None _, Client.Credential.PrivateKeyJwt _ -> Optional.empty();
        };
    }

    private Response totp(String userId) {
        return tenant.get()
                .user(userId)
                .map(user -> Response.json(
                        200,
                        Map.of(
                                "code",
                                Totp.code(user.totpSecret(), clock.right().instant()))))
                .orElseGet(LocalControl::unknown);
    }

    /** The code of {@code ?user=}; without that, of whom there is one. */
    private Response authenticator(Request request) {
        var asked = request.query().get("user");
        var user = asked.flatMap(tenant.get()::user);
        if (user.isEmpty()) {
            return Response.html(asked.isEmpty() ? 200 : 404, Html.page("Authenticator (local)", people(asked)));
        }
        var body = """
                <h1>Authenticator of %s</h1>
                <p class="code" id="code">%s</p>
                <p>Good for this half minute and the next; reload for a new one.</p>
                <p><a href="/__local/authenticator">Somebody else</a></p>
                <p><strong>This page exists only in the local stack.</strong> With a real tenant the code is on the person's phone.</p>
                """.formatted(
                        Html.escape(user.get().email()),
                        Totp.code(user.get().totpSecret(), clock.right().instant()));
        return Response.html(200, Html.page("Authenticator (local)", body));
    }

    private String people(Optional<String> unknown) {
        var links = tenant.get().users().stream()
                .map(user -> "<li><a href=\"/__local/authenticator?user=%s\">%s</a></li>"
                        .formatted(Html.escape(Parameters.encode(user.id())), Html.escape(user.email())))
                .collect(Collectors.joining("\n"));
        return """
                <h1>Whose second factor?</h1>
                %s
                <ul>
                %s
                </ul>
                <p><strong>This page exists only in the local stack.</strong> With a real tenant the code is on the person's phone.</p>
                """.formatted(
                        Html.error(unknown.map(id -> "Nobody here has the id " + id + ".")
                                .orElse("")),
                        links);
    }

    /** {@code {"always":false,"onRequest":false,"clients":[]}}: a tenant whose post-login Action was set up differently. */
    private Response mfa(Request request) {
        var body = Parameters.parse(request.body());
        var clients = StreamSupport.stream(body.path("clients").spliterator(), false)
                .map(node -> node.asText())
                .toList();
        var rule = new MfaRule(
                body.path("always").asBoolean(), body.path("onRequest").asBoolean(), clients);
        tenant.updateAndGet(before -> before.with(rule));
        return Response.empty(204);
    }

    /** {@code {"on":false}}: the same people in an ordinary tenant, without Token Vault. */
    private Response vault(Request request) {
        boolean on = Parameters.parse(request.body()).path("on").asBoolean();
        tenant.updateAndGet(before -> (on ? seed : LocalTenant.withoutVault(seed)).with(before.mfa()));
        return Response.empty(204);
    }

    /** {@code {"aheadSeconds":3600}}: the tenant's clock runs ahead from now on, or behind. */
    private Response clock(Request request) {
        clock.setAhead(Duration.ofSeconds(
                Parameters.parse(request.body()).path("aheadSeconds").asLong()));
        return Response.empty(204);
    }

    /**
     * As in Auth0's dashboard: {@code rotate} signs with a new key, {@code revoke-previous} withdraws the ones before. And
     * {@code restore}: those that were withdrawn count again.
     */
    private Response keys(String order) {
        switch (order) {
            case "rotate" -> keys.rotate();
            case "revoke-previous" -> keys.revokePrevious();
            case "restore" -> keys.restore();
            default -> {
                return unknown();
            }
        }
        return Response.empty(204);
    }

    /** {@code POST /__local/back-channel-logins/{id}/approve|deny}: what the person does on their telephone. */
    private Response backChannelLogin(String id, String answer) {
        boolean known =
                List.of("approve", "deny").contains(answer) && backChannelLogins.answer(id, answer.equals("approve"));
        return known ? Response.empty(204) : unknown();
    }

    /**
     * {@code {"sub":"samlp|acme|Jane Doe","email":"jane@acme.test","password":"…","totpSecret":"…","groups":["…"]}}: a person, new or
     * in place of the one of that {@code sub}. The tenant takes whatever {@code sub} and however many groups it is told.
     */
    private Response add(Request request) {
        var body = Parameters.parse(request.body());
        var sub = body.path("sub").asText();
        var email = body.path("email").asText();
        var groups = StreamSupport.stream(body.path("groups").spliterator(), false)
                .map(group -> group.asText())
                .toList();
        var user = new User(
                sub,
                email,
                email,
                body.path("password").asText(),
                body.path("totpSecret").asText(),
                List.of(new User.Identity("auth0", Connection.DATABASE, sub.substring(sub.indexOf('|') + 1), false)),
                Map.of(LocalTenant.AUDIT, List.of("audit:read")),
                groups,
                List.of());
        tenant.updateAndGet(before -> before.and(user));
        return Response.empty(204);
    }

    /** Ends the person's sessions as Auth0 does then; the password itself stays. */
    private Response passwordChanged(String userId) {
        endSessionsOf.accept(userId);
        return Response.empty(204);
    }

    /**
     * {@code POST /__local/users/{id}/connect|disconnect|break/{connection}}; to connect with other scopes than the connection's:
     * {@code ?scopes=…}, separated by spaces. And {@code …/link|unlink/{connection}}.
     */
    private Response account(Request request, List<String> path) {
        var userId = path.get(0);
        if (path.get(1).endsWith("link")) {
            return identity(userId, path.get(1), path.get(2));
        }
        var connection = tenant.get().connection(path.get(2)).filter(Connection::vault);
        if (connection.isEmpty() || tenant.get().user(userId).isEmpty()) {
            return unknown();
        }
        var name = connection.get().name();
        switch (path.get(1)) {
            case "connect" ->
                vault.connect(
                        userId,
                        connection.get(),
                        request.query()
                                .get("scopes")
                                .map(scopes -> List.of(scopes.split(" ")))
                                .orElse(connection.get().scopes()));
            case "disconnect" -> vault.of(userId, name).forEach(account -> vault.disconnect(userId, account.id()));
            case "break" -> vault.breakRefresh(userId, name);
            default -> {
                return unknown();
            }
        }
        return Response.empty(204);
    }

    /** Links another social identity to the person, or takes the linked ones of that connection away. */
    private Response identity(String userId, String order, String connection) {
        var user = tenant.get().user(userId);
        if (user.isEmpty()
                || tenant.get().connection(connection).isEmpty()
                || !List.of("link", "unlink").contains(order)) {
            return unknown();
        }
        var identities = new ArrayList<>(user.get().identities());
        if (order.equals("link")) {
            var number = identities.size();
            identities.add(new User.Identity(
                    connection, connection, "4000" + number, true, user.get().nickname() + "-" + number));
        } else {
            identities.removeIf(one -> one.connection().equals(connection) && one.nickname() != null);
        }
        var changed = user.get().with(identities);
        tenant.updateAndGet(before -> before.with(changed));
        return Response.empty(204);
    }

    private static Response unknown() {
        return Response.json(404, Map.of("error", "not_found"));
    }
}

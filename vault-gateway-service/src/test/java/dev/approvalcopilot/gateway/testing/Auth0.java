package dev.approvalcopilot.gateway.testing;

import dev.approvalcopilot.local.auth0.BrowserlessLogin;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Application;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Credentials;
import dev.approvalcopilot.local.auth0.Client.Credential;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.auth0.Tenant;
import dev.approvalcopilot.local.auth0.User;
import dev.approvalcopilot.local.testing.LocalStackResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The stand-in for Auth0: people, their accounts, real logins, and what shall go wrong. */
public final class Auth0 {

    private static final String PRESENCE = "copilot-presence";
    private static final String VAULT_GRANT =
            "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";

    private final String issuer = LocalStackResource.installation().issuer();
    private final Tenant tenant = tenant();

    private static Tenant tenant() {
        try {
            return LocalStackResource.installation().tenant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Id of a person's seeded account. */
    public String account(String name, String connection) {
        return tenant.user("auth0|" + name).orElseThrow().accounts().stream()
                .filter(account -> account.connection().equals(connection))
                .map(User.Account::id)
                .findFirst()
                .orElseThrow();
    }

    /** Id of a person's account at a provider, as a tenant without Token Vault links it. */
    public String identity(String name, String connection) {
        return LocalTenant.withoutVault(tenant).user("auth0|" + name).orElseThrow().identities().stream()
                .filter(identity -> identity.connection().equals(connection))
                .map(User.Identity::userId)
                .findFirst()
                .orElseThrow();
    }

    /** Whether the tenant has a Token Vault. Without one people's accounts are linked identities. */
    public void vault(boolean on) {
        order("vault", Map.of("on", on));
    }

    /** The next calls of the Management API get this status. */
    public void answerManagement(int status, int times) {
        order("faults", Map.of("status", status, "calls", times, "api", "management"));
    }

    /** Logs in at the presence client with this nonce, second factor and all. */
    public String presence(String name, String nonce) {
        return presence(Credentials.of(tenant, name), nonce);
    }

    /** The same for somebody who was added. */
    public String presence(Credentials person, String nonce) {
        var client = tenant.client(PRESENCE).orElseThrow();
        var secret = ((Credential.SecretPost) client.credential()).secret();
        var application =
                Application.withSecret(PRESENCE, secret, client.callbacks().getFirst());
        return BrowserlessLogin.codeFlow(
                        URI.create(issuer),
                        application,
                        person,
                        Map.of("scope", "openid", "nonce", nonce, "prompt", "login", "max_age", "0"))
                .idToken();
    }

    public void connect(String name, String connection) {
        order("users/auth0%7C" + name + "/connect/" + connection, Map.of());
    }

    public void disconnect(String name, String connection) {
        order("users/auth0%7C" + name + "/disconnect/" + connection, Map.of());
    }

    /** The provider refuses the stored refresh token from now on. */
    public void withdrawConsent(String name, String connection) {
        order("users/auth0%7C" + name + "/break/" + connection, Map.of());
    }

    /** The next exchanges get this status. */
    public void answerExchange(int status, int times) {
        order("faults", Map.of("status", status, "calls", times, "grantType", VAULT_GRANT));
    }

    /** The next exchanges come late. */
    public void delayExchange(int millis, int times) {
        order("faults", Map.of("status", 200, "calls", times, "delayMillis", millis, "grantType", VAULT_GRANT));
    }

    /** @param order rotate, revoke-previous or restore */
    public void keys(String order) {
        order("keys/" + order, Map.of());
    }

    public void heal() {
        order("faults", Map.of("calls", 0));
    }

    /** {@code audit_context} of every exchange that was granted, from the tenant's log. */
    public List<String> exchanges() {
        return Wire.get(issuer + "__local/logs?type=seta")
                .valueStream()
                .map(entry -> entry.path("details").path("audit_context").asText())
                .toList();
    }

    private void order(String path, Object body) {
        Wire.post(issuer + "__local/" + path, body);
    }
}

package dev.approvalcopilot.system.testing;

import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.stack.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What happens at Auth0 while our services know nothing of it: to people's connected accounts, and to its set-up. */
public final class Auth0 {
    private static final String VAULT =
            "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String issuer;

    Auth0(Installation installation) {
        this.issuer = installation.issuer();
    }

    public void connect(String sub, String connection) {
        order(sub, "connect", connection);
    }

    public void disconnect(String sub, String connection) {
        order(sub, "disconnect", connection);
    }

    /** The next exchange at the Token Vault gets this answer instead of a token. */
    public void refuse(int status) {
        order("faults", "{\"status\":%d,\"calls\":1,\"grantType\":\"%s\"}".formatted(status, VAULT));
    }

    /** Every exchange at the Token Vault is too many, until further notice. */
    public void giveNoTokens() {
        order("faults", "{\"status\":429,\"calls\":1000000,\"grantType\":\"" + VAULT + "\"}");
    }

    public void giveTokensAgain() {
        order("faults", "{\"calls\":0}");
    }

    /**
     * Sets up the tenant's second factor anew.
     *
     * @param onRequest whether it is asked for where {@code acr_values} wants it
     * @param clients where it is asked for whatever the request says
     */
    public void secondFactor(boolean onRequest, List<String> clients) {
        var rule = Json.MAPPER.createObjectNode().put("onRequest", onRequest);
        clients.forEach(rule.putArray("clients")::add);
        order("mfa", rule.toString());
    }

    /** From now on the tenant's clock is that much behind; zero sets it right. */
    public void clockBehind(Duration by) {
        order("clock", "{\"aheadSeconds\":-%d}".formatted(by.toSeconds()));
    }

    private void order(String sub, String what, String connection) {
        var user = URLEncoder.encode(sub, StandardCharsets.UTF_8).replace("+", "%20");
        order("users/" + user + "/" + what + "/" + connection, "");
    }

    private void order(String path, String body) {
        var address = URI.create(issuer + "__local/" + path);
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(address)
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 204) {
                throw new IllegalStateException(address + ": " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package dev.approvalcopilot.system.attack;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.auth0.BrowserlessLogin;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Application;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Credentials;
import dev.approvalcopilot.local.auth0.Tenant;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.system.testing.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A true login at Auth0 that somebody else ordered: with the presence client's stolen secret, or at a client of their own.
 * One instance is one browser.
 */
final class HostileLogin {
    private final Installation installation;
    private final BrowserlessLogin browser;
    private Application client;

    private HostileLogin(Installation installation, BrowserlessLogin browser, Application client) {
        this.installation = installation;
        this.browser = browser;
        this.client = client;
    }

    /** At the presence client. @param person who types the password */
    static HostileLogin of(Product product, String person) {
        var installation = product.installation();
        var presence = Application.withSecret(
                "copilot-presence",
                installation.secrets().clientSecret("copilot-presence"),
                installation.address(Service.APPROVAL) + "/step-up/callback");
        return new HostileLogin(installation, browser(installation, person), presence);
    }

    static BrowserlessLogin browser(Installation installation, String person) {
        return new BrowserlessLogin(URI.create(installation.issuer()), credentials(installation, person));
    }

    static Credentials credentials(Installation installation, String person) {
        try {
            return Credentials.of(installation.tenant(), person);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** At an outside agent's own client. */
    HostileLogin atTheAgent() {
        client = Application.withSecret(
                "acme-agent", installation.secrets().clientSecret("acme-agent"), "http://127.0.0.1:9999/callback");
        return this;
    }

    /** At the client of the command line. */
    HostileLogin atTheCommandLine() {
        client = Application.publicClient("copilot-cli", "http://127.0.0.1/callback");
        return this;
    }

    /** Logs in anew, with second factor. */
    String idToken(String nonce) {
        return idToken(nonce, Map.of());
    }

    /** @param other parameters in place of the right ones; an empty value leaves one out */
    String idToken(String nonce, Map<String, String> other) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("scope", "openid");
        parameters.put("nonce", nonce);
        parameters.put("prompt", "login");
        parameters.put("max_age", "0");
        parameters.put("acr_values", Tenant.MFA);
        parameters.putAll(other);
        parameters.values().removeIf(String::isEmpty);
        return browser.codeFlow(client, parameters).idToken();
    }
}

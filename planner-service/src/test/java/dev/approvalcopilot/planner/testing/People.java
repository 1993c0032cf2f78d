package dev.approvalcopilot.planner.testing;

import dev.approvalcopilot.local.auth0.BrowserlessLogin;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Application;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Credentials;
import dev.approvalcopilot.local.testing.LocalStackResource;
import dev.approvalcopilot.local.testing.NewPeople;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens of the local tenant's people, by a real login each, kept for the test run. */
public final class People {

    public static final String PLANNER = "https://copilot.local/planner";
    public static final String APPROVAL = "https://copilot.local/approval";

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private People() {}

    /** Through the command line client, with everything the planner's API offers. */
    public static String token(String name) {
        return token(name, PLANNER, "runs:read runs:write");
    }

    public static String token(String name, String audience, String scopes) {
        var cli = Application.publicClient("copilot-cli", "http://127.0.0.1/callback");
        return token(name, cli, audience, scopes);
    }

    /** Through the outside agent. */
    public static String acmeToken(String name) {
        var secret = LocalStackResource.installation().secrets().clientSecret("acme-agent");
        var acme = Application.withSecret("acme-agent", secret, "http://127.0.0.1:9999/callback");
        return token(name, acme, PLANNER, "runs:read runs:write");
    }

    private static String token(String name, Application application, String audience, String scopes) {
        var key = String.join(" ", name, application.clientId(), audience, scopes);
        return TOKENS.computeIfAbsent(key, _ -> login(name, application, audience, scopes));
    }

    private static String login(String name, Application application, String audience, String scopes) {
        try {
            var installation = LocalStackResource.installation();
            return BrowserlessLogin.codeFlow(
                            URI.create(installation.issuer()),
                            application,
                            credentials(name),
                            Map.of("scope", "openid " + scopes, "audience", audience))
                    .accessToken();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name of somebody of the tenant, or the {@code sub} of somebody who was added */
    private static Credentials credentials(String name) throws IOException {
        return name.contains("|")
                ? NewPeople.credentials(name)
                : Credentials.of(LocalStackResource.installation().tenant(), name);
    }
}

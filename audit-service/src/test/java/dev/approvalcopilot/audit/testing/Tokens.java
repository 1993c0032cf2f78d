package dev.approvalcopilot.audit.testing;

import dev.approvalcopilot.local.auth0.BrowserlessLogin;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Application;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Credentials;
import dev.approvalcopilot.local.testing.LocalStackResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;

/** Access tokens as people get them: the code flow at the Auth0 stand-in, with the command line's client. */
public final class Tokens {

    private static final Application CLI = Application.publicClient("copilot-cli", "http://127.0.0.1/callback");

    private Tokens() {}

    /** @param name such as {@code ada} */
    public static String of(String name, String audience, String scope) {
        var installation = LocalStackResource.installation();
        try {
            return BrowserlessLogin.codeFlow(
                            URI.create(installation.issuer()),
                            CLI,
                            Credentials.of(installation.tenant(), name),
                            Map.of("audience", audience, "scope", "openid " + scope))
                    .accessToken();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

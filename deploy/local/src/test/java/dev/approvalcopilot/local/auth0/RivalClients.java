package dev.approvalcopilot.local.auth0;

import dev.approvalcopilot.local.auth0.Client.Credential;
import dev.approvalcopilot.local.auth0.Client.VaultAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The local tenant with two clients more, which exchange a person's own tokens: ours do not. */
final class RivalClients {
    static final String CALLBACK = "http://127.0.0.1:9998/callback";
    static final String SECRET = "secret";

    private RivalClients() {}

    /** {@code web} exchanges refresh tokens, {@code approval-api} the access tokens of the approval API. */
    static Tenant in(int portBase, InstallationSecrets secrets) {
        var tenant = LocalTenant.create(portBase, secrets);
        var clients = new ArrayList<>(tenant.clients());
        clients.add(client("web", ""));
        clients.add(client("approval-api", LocalTenant.APPROVAL));
        return new Tenant(
                clients,
                tenant.apis(),
                tenant.clientGrants(),
                tenant.connections(),
                tenant.users(),
                tenant.mfa(),
                tenant.connectionClaim(),
                tenant.groupsClaim(),
                tenant.logoutUrls());
    }

    private static Client client(String id, String api) {
        return new Client(
                id,
                id,
                false,
                true,
                new Credential.SecretPost(SECRET),
                Set.of(GrantTypes.AUTHORIZATION_CODE, GrantTypes.REFRESH_TOKEN, GrantTypes.VAULT),
                List.of(CALLBACK),
                List.of(),
                List.of(Connection.DATABASE, "github", "sign-in-with-slack", "google-oauth2"),
                false,
                List.of(),
                VaultAccess.NONE,
                api);
    }
}

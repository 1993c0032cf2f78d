package dev.approvalcopilot.local.auth0;

import dev.approvalcopilot.local.auth0.Client.Credential;
import dev.approvalcopilot.local.auth0.Client.VaultAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The local tenant with clients that our product does without: some exchange a person's own tokens at the vault, one
 * may do everything at the Management API.
 */
final class RivalClients {
    static final String CALLBACK = "http://127.0.0.1:9998/callback";
    static final String SECRET = "secret";

    private RivalClients() {}

    static final String ADMINISTRATOR = "administrator";
    private static final List<String> CONNECTIONS =
            List.of(Connection.DATABASE, "github", "sign-in-with-slack", "google-oauth2");

    /**
     * {@code web} exchanges refresh tokens, {@code bare} too but has no connection, {@code approval-api} the access
     * tokens of the approval API.
     */
    static Tenant in(int portBase, InstallationSecrets secrets) {
        var tenant = LocalTenant.create(portBase, secrets);
        var clients = new ArrayList<>(tenant.clients());
        clients.add(client("web", "", CONNECTIONS));
        clients.add(client("bare", "", List.of(Connection.DATABASE)));
        clients.add(client("approval-api", LocalTenant.APPROVAL, CONNECTIONS));
        clients.add(client(ADMINISTRATOR, "", List.of()));
        var grants = new ArrayList<>(tenant.clientGrants());
        grants.add(new ClientGrant(
                ADMINISTRATOR, Tenant.ISSUER + "api/v2/", ClientGrant.Subject.CLIENT, managementScopes(tenant)));
        return with(tenant, clients, grants);
    }

    static Tenant with(Tenant tenant, List<Client> clients, List<ClientGrant> grants) {
        return new Tenant(
                clients,
                tenant.apis(),
                grants,
                tenant.connections(),
                tenant.users(),
                tenant.mfa(),
                tenant.connectionClaim(),
                tenant.groupsClaim(),
                tenant.logoutUrls());
    }

    static BrowserlessLogin.Application application(String client) {
        return BrowserlessLogin.Application.withSecret(client, SECRET, CALLBACK);
    }

    private static List<String> managementScopes(Tenant tenant) {
        return tenant.api(Tenant.ISSUER + "api/v2/").orElseThrow().scopes();
    }

    private static Client client(String id, String api, List<String> connections) {
        return new Client(
                id,
                id,
                false,
                true,
                new Credential.SecretPost(SECRET),
                Set.of(
                        GrantTypes.AUTHORIZATION_CODE,
                        GrantTypes.REFRESH_TOKEN,
                        GrantTypes.CLIENT_CREDENTIALS,
                        GrantTypes.VAULT,
                        GrantTypes.CIBA),
                List.of(CALLBACK),
                List.of(),
                connections,
                false,
                List.of(),
                VaultAccess.NONE,
                api);
    }
}

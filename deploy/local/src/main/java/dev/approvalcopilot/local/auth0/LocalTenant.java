package dev.approvalcopilot.local.auth0;

import dev.approvalcopilot.local.auth0.Api.UserAccess;
import dev.approvalcopilot.local.auth0.Client.Credential;
import dev.approvalcopilot.local.auth0.Client.RefreshPolicy;
import dev.approvalcopilot.local.auth0.Client.VaultAccess;
import dev.approvalcopilot.local.auth0.Client.VaultGrant;
import dev.approvalcopilot.local.auth0.Connection.Scoping;
import dev.approvalcopilot.local.auth0.Tenant.MfaRule;
import dev.approvalcopilot.local.auth0.User.Account;
import dev.approvalcopilot.local.auth0.User.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The tenant of the local installation: its applications, APIs, people and connections. */
public final class LocalTenant {
    /** Prefix of the deployment's audiences. */
    public static final String DEPLOYMENT = "https://copilot.local";

    public static final String PLANNER = DEPLOYMENT + "/planner";
    public static final String RISK = DEPLOYMENT + "/risk";
    public static final String APPROVAL = DEPLOYMENT + "/approval";
    public static final String AUDIT = DEPLOYMENT + "/audit";
    /** The gateway's management port: the kill switch. */
    public static final String GATEWAY = DEPLOYMENT + "/gateway";

    /** Names the connection used, in every ID token; set by a post-login Action. */
    public static final String CONNECTION_CLAIM = DEPLOYMENT + "/connection";

    /** Lists a person's groups, in every token about them; set by the same Action. */
    public static final String GROUPS_CLAIM = DEPLOYMENT + "/groups";

    private static final String MANAGEMENT = Tenant.ISSUER + "api/v2/";
    /** Opens every person's provider tokens: no client of {@link #create} has it. */
    private static final String READ_IDP_TOKENS = "read:user_idp_tokens";

    static final String WRITE_HALTS = "halts:write";
    private static final String MY_ACCOUNT = Tenant.ISSUER + "me/";
    private static final List<String> MY_ACCOUNT_SCOPES =
            List.of("create:me:connected_accounts", "read:me:connected_accounts", "delete:me:connected_accounts");
    private static final List<String> GOOGLE_SCOPES = List.of(
            "https://www.googleapis.com/auth/gmail.readonly",
            "https://www.googleapis.com/auth/gmail.send",
            "https://www.googleapis.com/auth/calendar.events.readonly",
            "https://www.googleapis.com/auth/calendar.events");
    private static final List<String> SLACK_SCOPES = List.of("chat:write", "channels:read", "channels:write");
    private static final List<String> WITH_PROVIDERS =
            List.of(Connection.DATABASE, "google-oauth2", "github", "sign-in-with-slack");
    private static final int DAY_SECONDS = 86_400;
    private static final int QUARTER_OF_AN_HOUR_SECONDS = 900;

    private LocalTenant() {}

    /** @param portBase the first port of the installation, where the approval service listens */
    public static Tenant create(int portBase, InstallationSecrets secrets) {
        var page = "http://127.0.0.1:" + portBase;
        return new Tenant(
                List.of(
                        page(page, secrets),
                        presence(page, secrets),
                        connect(page, secrets),
                        accountsReader(secrets),
                        vaultGateway(secrets),
                        cli(),
                        acmeAgent(secrets)),
                apis(),
                clientGrants(),
                connections(),
                LocalPeople.all(),
                new MfaRule(true, List.of("copilot-presence")),
                CONNECTION_CLAIM,
                GROUPS_CLAIM,
                List.of(page + "/signed-out"));
    }

    /**
     * The same as a tenant without Token Vault: accounts are linked identities, their tokens lie there, and the gateway may
     * read them over the Management API.
     */
    public static Tenant withoutVault(int portBase, InstallationSecrets secrets) {
        return withoutVault(create(portBase, secrets));
    }

    /** What becomes of a local tenant when its Token Vault is switched off. */
    public static Tenant withoutVault(Tenant tenant) {
        return new Tenant(
                tenant.clients(),
                tenant.apis(),
                tenant.clientGrants().stream().map(LocalTenant::withTokens).toList(),
                tenant.connections().stream().map(LocalTenant::withoutVault).toList(),
                tenant.users().stream().map(LocalTenant::linked).toList(),
                tenant.mfa(),
                tenant.connectionClaim(),
                tenant.groupsClaim(),
                tenant.logoutUrls());
    }

    private static ClientGrant withTokens(ClientGrant grant) {
        return grant.client().equals("copilot-vault-gateway")
                ? new ClientGrant(
                        grant.client(), grant.audience(), grant.subject(), List.of("read:users", READ_IDP_TOKENS))
                : grant;
    }

    private static Connection withoutVault(Connection vaulted) {
        return new Connection(
                vaulted.name(),
                vaulted.strategy(),
                vaulted.title(),
                false,
                vaulted.scopes(),
                vaulted.scoping(),
                vaulted.tokenPrefix(),
                vaulted.tokenLifetimeSeconds());
    }

    private static User linked(User user) {
        var identities = new ArrayList<>(user.identities());
        user.accounts().stream()
                .map(Account::connection)
                .filter(connection -> !user.hasIdentity(connection))
                .map(connection -> new Identity(
                        connection, connection, "2077" + Math.abs((user.id() + connection).hashCode()), true))
                .forEach(identities::add);
        return new User(
                user.id(),
                user.email(),
                user.name(),
                user.password(),
                user.totpSecret(),
                identities,
                user.permissions(),
                user.groups(),
                List.of());
    }

    private static Client page(String page, InstallationSecrets secrets) {
        return new Client(
                "copilot-page",
                "AI Action Approval Copilot",
                false,
                true,
                new Credential.SecretBasic(secrets.page()),
                Set.of(GrantTypes.AUTHORIZATION_CODE, GrantTypes.REFRESH_TOKEN),
                List.of(page + "/login/callback"),
                List.of(page + "/signed-out"),
                List.of(Connection.DATABASE, "google-oauth2"),
                false,
                List.of(),
                VaultAccess.NONE,
                "",
                List.of(page + "/backchannel-logout"));
    }

    /** Serves nothing but bound logins. Social logins are enabled, as in a tenant that was set up carelessly. */
    private static Client presence(String page, InstallationSecrets secrets) {
        return new Client(
                "copilot-presence",
                "Authorise a critical action",
                false,
                true,
                new Credential.SecretPost(secrets.presence()),
                Set.of(GrantTypes.AUTHORIZATION_CODE),
                List.of(page + "/step-up/callback"),
                List.of(),
                List.of(Connection.DATABASE, "google-oauth2"),
                false,
                List.of(),
                VaultAccess.NONE,
                "");
    }

    /** Connects and disconnects accounts, in the name of the person before the browser. */
    private static Client connect(String page, InstallationSecrets secrets) {
        return new Client(
                "copilot-connect",
                "Connect accounts",
                false,
                true,
                new Credential.SecretPost(secrets.connect()),
                Set.of(GrantTypes.AUTHORIZATION_CODE),
                List.of(page + "/accounts/callback", page + "/accounts/connected"),
                List.of(),
                WITH_PROVIDERS,
                false,
                List.of(),
                VaultAccess.NONE,
                "");
    }

    private static Client accountsReader(InstallationSecrets secrets) {
        return machine(
                "copilot-accounts-reader",
                "Reader of connected accounts",
                new Credential.SecretPost(secrets.accountsReader()),
                Set.of(GrantTypes.CLIENT_CREDENTIALS),
                VaultAccess.NONE);
    }

    /** The only client that reaches the vault. */
    private static Client vaultGateway(InstallationSecrets secrets) {
        var keys = List.of(secrets.gatewayKey());
        return machine(
                "copilot-vault-gateway",
                "Vault gateway",
                new Credential.PrivateKeyJwt(keys),
                Set.of(GrantTypes.CLIENT_CREDENTIALS, GrantTypes.VAULT),
                new VaultAccess(
                        keys,
                        List.of("127.0.0.1"),
                        List.of(
                                new VaultGrant("github", List.of()),
                                new VaultGrant("sign-in-with-slack", SLACK_SCOPES),
                                new VaultGrant("google-oauth2", GOOGLE_SCOPES))));
    }

    private static Client machine(
            String id, String name, Credential credential, Set<String> grantTypes, VaultAccess vault) {
        return new Client(
                id,
                name,
                false,
                true,
                credential,
                grantTypes,
                List.of(),
                List.of(),
                List.of("github", "sign-in-with-slack", "google-oauth2"),
                false,
                List.of(),
                vault,
                "");
    }

    private static Client cli() {
        return new Client(
                "copilot-cli",
                "Copilot on the command line",
                true,
                true,
                new Credential.None(),
                Set.of(GrantTypes.AUTHORIZATION_CODE, GrantTypes.REFRESH_TOKEN),
                List.of("http://127.0.0.1/callback"),
                List.of(),
                WITH_PROVIDERS,
                true,
                List.of(
                        new RefreshPolicy(PLANNER, List.of("runs:read", "runs:write")),
                        new RefreshPolicy(RISK, List.of("risk:read")),
                        new RefreshPolicy(APPROVAL, List.of("actions:read", "actions:decide")),
                        new RefreshPolicy(AUDIT, List.of("audit:read")),
                        new RefreshPolicy(MY_ACCOUNT, MY_ACCOUNT_SCOPES)),
                VaultAccess.NONE,
                "");
    }

    /** Somebody else's agent: a person consents to what it asks, and it approves nothing. */
    private static Client acmeAgent(InstallationSecrets secrets) {
        return new Client(
                "acme-agent",
                "Acme agent",
                false,
                false,
                new Credential.SecretPost(secrets.acmeAgent()),
                Set.of(GrantTypes.AUTHORIZATION_CODE, GrantTypes.REFRESH_TOKEN),
                List.of("http://127.0.0.1:9999/callback"),
                List.of(),
                List.of(Connection.DATABASE),
                true,
                List.of(),
                VaultAccess.NONE,
                "");
    }

    private static List<Api> apis() {
        return List.of(
                service(PLANNER, "Planner", List.of("runs:read", "runs:write")),
                service(RISK, "Risk", List.of("risk:read")),
                service(APPROVAL, "Approval", List.of("actions:read", "actions:decide")),
                new Api(
                        AUDIT,
                        "Audit",
                        List.of("audit:read", "audit:read_all"),
                        true,
                        true,
                        UserAccess.ALLOW_ALL,
                        DAY_SECONDS),
                new Api(
                        GATEWAY,
                        "Kill switch of the vault gateway",
                        List.of(WRITE_HALTS),
                        false,
                        true,
                        UserAccess.REQUIRE_CLIENT_GRANT,
                        QUARTER_OF_AN_HOUR_SECONDS),
                new Api(
                        MANAGEMENT,
                        "Auth0 Management API",
                        List.of(
                                "read:users",
                                READ_IDP_TOKENS,
                                "delete:sessions",
                                "delete:refresh_tokens",
                                "read:federated_connections_tokens",
                                "delete:federated_connections_tokens"),
                        false,
                        false,
                        UserAccess.DENY_ALL,
                        DAY_SECONDS),
                new Api(
                        MY_ACCOUNT,
                        "Auth0 My Account API",
                        MY_ACCOUNT_SCOPES,
                        false,
                        false,
                        UserAccess.REQUIRE_CLIENT_GRANT,
                        DAY_SECONDS));
    }

    private static Api service(String identifier, String name, List<String> scopes) {
        return new Api(identifier, name, scopes, true, false, UserAccess.ALLOW_ALL, DAY_SECONDS);
    }

    private static List<ClientGrant> clientGrants() {
        return List.of(
                new ClientGrant(
                        "copilot-accounts-reader", MANAGEMENT, ClientGrant.Subject.CLIENT, List.of("read:users")),
                new ClientGrant("copilot-vault-gateway", MANAGEMENT, ClientGrant.Subject.CLIENT, List.of("read:users")),
                new ClientGrant("copilot-cli", GATEWAY, ClientGrant.Subject.USER, List.of(WRITE_HALTS)),
                new ClientGrant("copilot-connect", MY_ACCOUNT, ClientGrant.Subject.USER, MY_ACCOUNT_SCOPES),
                new ClientGrant("copilot-cli", MY_ACCOUNT, ClientGrant.Subject.USER, MY_ACCOUNT_SCOPES));
    }

    static List<Connection> connections() {
        return List.of(
                new Connection(
                        Connection.DATABASE, "auth0", "Email and password", false, List.of(), Scoping.FIXED, "", 1),
                new Connection("github", "github", "GitHub", true, List.of(), Scoping.UNREPORTED, "ghu_", 28_800),
                new Connection(
                        "sign-in-with-slack",
                        "sign-in-with-slack",
                        "Slack",
                        true,
                        SLACK_SCOPES,
                        Scoping.FIXED,
                        "xoxe.xoxp-1-",
                        43_200),
                new Connection(
                        "google-oauth2",
                        "google-oauth2",
                        "Google",
                        true,
                        GOOGLE_SCOPES,
                        Scoping.NARROWABLE,
                        "ya29.",
                        3_599));
    }
}

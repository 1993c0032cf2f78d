package dev.approvalcopilot.local.auth0;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which of the scopes asked for are granted. What is not granted is dropped without a word, as Auth0 does. */
final class Scopes {
    private static final Set<String> OPENID_CONNECT = Set.of("openid", "profile", "email", "offline_access");

    private Scopes() {}

    static Set<String> granted(Tenant tenant, AuthorizationRequest authorization, User user) {
        var client = authorization.client();
        return granted(
                tenant,
                client,
                user,
                authorization.get("audience").orElse(""),
                authorization.parameters().words("scope"));
    }

    static Set<String> granted(Tenant tenant, Client client, User user, String audience, Set<String> asked) {
        var api = tenant.api(audience);
        var ofApi = api.map(found -> of(tenant, client, user, found)).orElse(List.of());
        var granted = new LinkedHashSet<>(asked);
        granted.removeIf(scope -> !OPENID_CONNECT.contains(scope) && !ofApi.contains(scope));
        boolean offline = client.grantTypes().contains(GrantTypes.REFRESH_TOKEN)
                && api.map(Api::offlineAccess).orElse(true);
        if (!offline) {
            granted.remove("offline_access");
        }
        return granted;
    }

    private static List<String> of(Tenant tenant, Client client, User user, Api api) {
        return api.scopes().stream()
                .filter(scope ->
                        !api.rbac() || user.permissionsFor(api.identifier()).contains(scope))
                .filter(scope -> api.userAccess() != Api.UserAccess.REQUIRE_CLIENT_GRANT
                        || tenant.grant(client.id(), api.identifier(), ClientGrant.Subject.USER)
                                .filter(grant -> grant.scopes().contains(scope))
                                .isPresent())
                .toList();
    }
}

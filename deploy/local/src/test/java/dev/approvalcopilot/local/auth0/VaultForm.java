package dev.approvalcopilot.local.auth0;

import java.util.Map;

/** The forms of the three exchanges at the Token Vault, as Auth0 documents them. */
final class VaultForm {
    private static final String TYPES = "urn:ietf:params:oauth:token-type:";
    private static final String FEDERATED = "http://auth0.com/oauth/token-type/federated-connection-access-token";
    private static final String PRIVILEGED = "http://auth0.com/oauth/token-type/token-vault-access-token";

    private VaultForm() {}

    /** (a) and (b), with {@code type} {@code refresh_token} or {@code access_token}. */
    static Map<String, String> ofPerson(String client, String type, String token, String connection) {
        var form = form(connection, token, TYPES + type, FEDERATED);
        form.put("client_id", client);
        form.put("client_secret", RivalClients.SECRET);
        return form;
    }

    /** (c), by the gateway, with a request JWT of its own. */
    static Map<String, String> ofWorker(Fixture fixture, String requestJwt, String connection) {
        return fixture.withAssertion(form(connection, requestJwt, TYPES + "jwt", PRIVILEGED));
    }

    private static Map<String, String> form(String connection, String token, String type, String requested) {
        return Fixture.form(
                "grant_type",
                GrantTypes.VAULT,
                "connection",
                connection,
                "subject_token",
                token,
                "subject_token_type",
                type,
                "requested_token_type",
                requested);
    }
}

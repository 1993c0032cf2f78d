package dev.approvalcopilot.local.auth0;

import java.util.Set;

/** The grant types that the token endpoint knows. */
final class GrantTypes {
    static final String AUTHORIZATION_CODE = "authorization_code";
    static final String REFRESH_TOKEN = "refresh_token";
    static final String CLIENT_CREDENTIALS = "client_credentials";
    static final String VAULT = "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";

    static final String CIBA = "urn:openid:params:grant-type:ciba";

    static final Set<String> KNOWN = Set.of(AUTHORIZATION_CODE, REFRESH_TOKEN, CLIENT_CREDENTIALS, VAULT, CIBA);

    private GrantTypes() {}
}

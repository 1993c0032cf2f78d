package dev.approvalcopilot.local.auth0;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The tenant's address, with the slash at its end that {@code iss} has too, and what is published about it.
 */
record Issuer(URI uri) {
    String text() {
        return uri.toString();
    }

    String at(String path) {
        return text() + path;
    }

    String userinfo() {
        return at("userinfo");
    }

    String managementApi() {
        return at("api/v2/");
    }

    String myAccountApi() {
        return at("me/");
    }

    /** Only what is answered here: a real tenant's document names more. */
    Response discovery() {
        var document = new LinkedHashMap<String, Object>();
        document.put("issuer", text());
        document.put("authorization_endpoint", at("authorize"));
        document.put("token_endpoint", at("oauth/token"));
        document.put("userinfo_endpoint", userinfo());
        document.put("jwks_uri", at(".well-known/jwks.json"));
        document.put("revocation_endpoint", at("oauth/revoke"));
        document.put("end_session_endpoint", at("oidc/logout"));
        document.put("pushed_authorization_request_endpoint", at("oauth/par"));
        document.put("backchannel_authentication_endpoint", at("bc-authorize"));
        document.put("backchannel_token_delivery_modes_supported", List.of("poll"));
        document.put("backchannel_logout_supported", true);
        document.put("backchannel_logout_session_supported", true);
        document.put("scopes_supported", List.of("openid", "profile", "offline_access", "email"));
        document.put(
                "claims_supported",
                List.of("aud", "auth_time", "email", "email_verified", "exp", "iat", "iss", "name", "nickname", "sub"));
        document.put("response_types_supported", List.of("code"));
        document.put("response_modes_supported", List.of("query"));
        document.put(
                "grant_types_supported",
                List.of(
                        GrantTypes.CLIENT_CREDENTIALS,
                        GrantTypes.AUTHORIZATION_CODE,
                        GrantTypes.REFRESH_TOKEN,
                        GrantTypes.CIBA,
                        GrantTypes.VAULT));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        document.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "private_key_jwt"));
        document.put("token_endpoint_auth_signing_alg_values_supported", List.of("RS256", "RS384", "PS256"));
        document.put("request_parameter_supported", false);
        document.put("request_uri_parameter_supported", false);
        return Response.json(200, document).with("Cache-Control", "public, max-age=15");
    }
}

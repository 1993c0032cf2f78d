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

    Response discovery() {
        var document = new LinkedHashMap<String, Object>();
        document.put("issuer", text());
        document.put("authorization_endpoint", at("authorize"));
        document.put("token_endpoint", at("oauth/token"));
        document.put("userinfo_endpoint", userinfo());
        document.put("jwks_uri", at(".well-known/jwks.json"));
        document.put("revocation_endpoint", at("oauth/revoke"));
        document.put("end_session_endpoint", at("oidc/logout"));
        document.put("scopes_supported", List.of("openid", "profile", "offline_access", "name", "nickname", "email"));
        document.put("response_types_supported", List.of("code", "token", "id_token", "code id_token"));
        document.put("response_modes_supported", List.of("query"));
        document.put("code_challenge_methods_supported", List.of("S256", "plain"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("HS256", "RS256", "PS256"));
        document.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "private_key_jwt"));
        document.put(
                "token_endpoint_auth_signing_alg_values_supported",
                List.of("RS256", "RS384", "PS256", "PS384", "ES256", "ES384"));
        return Response.json(200, document).with("Cache-Control", "public, max-age=15");
    }
}

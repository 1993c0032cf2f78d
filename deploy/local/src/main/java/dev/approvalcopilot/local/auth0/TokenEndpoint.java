package dev.approvalcopilot.local.auth0;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** {@code POST /oauth/token} for code, refresh token and client credentials; the vault's exchange stands apart. */
final class TokenEndpoint {
    private final Supplier<Tenant> tenant;
    private final ClientAuthentication authentication;
    private final Codes codes;
    private final RefreshTokens refreshTokens;
    private final TokenIssuer issuer;
    private final TokenExchange exchange;
    private final BackChannelLogins backChannelLogins;
    private final TenantLog log;

    TokenEndpoint(
            Supplier<Tenant> tenant,
            ClientAuthentication authentication,
            Codes codes,
            RefreshTokens refreshTokens,
            TokenIssuer issuer,
            TokenExchange exchange,
            BackChannelLogins backChannelLogins,
            TenantLog log) {
        this.tenant = tenant;
        this.authentication = authentication;
        this.codes = codes;
        this.refreshTokens = refreshTokens;
        this.issuer = issuer;
        this.exchange = exchange;
        this.backChannelLogins = backChannelLogins;
        this.log = log;
    }

    Response handle(Request request) {
        var body = request.parameters();
        var grantType = body.require("grant_type");
        if (!GrantTypes.KNOWN.contains(grantType)) {
            throw Refused.oauth(400, "unsupported_grant_type", "Unsupported grant type: " + grantType);
        }
        var client = authentication.authenticate(request, body);
        if (!client.grantTypes().contains(grantType)) {
            throw Refused.grantTypeNotAllowed(grantType);
        }
        return switch (grantType) {
            case GrantTypes.AUTHORIZATION_CODE -> logged("eacft", client, () -> code(client, body));
            case GrantTypes.REFRESH_TOKEN -> logged("ertft", client, () -> refresh(client, body));
            case GrantTypes.CLIENT_CREDENTIALS -> logged("eccft", client, () -> clientCredentials(client, body));
            case GrantTypes.CIBA -> backChannelLogin(client, body);
            default -> exchange.handle(request, client, body);
        };
    }

    private Response logged(String type, Client client, Supplier<Response> work) {
        try {
            var response = work.get();
            log.add("s" + type, "Token issued", client.id(), "");
            return response;
        } catch (Refused refused) {
            log.add("f" + type, refused.getMessage(), client.id(), "");
            throw refused;
        }
    }

    private Response code(Client client, Parameters body) {
        var authorization = codes.take(body.require("code"))
                .filter(issued -> issued.clientId().equals(client.id()))
                .orElseThrow(() -> Refused.oauth(403, "invalid_grant", "Invalid authorization code"));
        var redirectUri = body.require("redirect_uri");
        if (!authorization.redirectUri().equals(redirectUri)) {
            throw Refused.oauth(
                    403,
                    "unauthorized_client",
                    "The redirect URI is wrong. You sent " + redirectUri + ", and we expected "
                            + authorization.redirectUri());
        }
        checkVerifier(authorization.challenge(), body);
        return granted(authorization);
    }

    private Response granted(Authorization authorization) {
        var answer = answer(authorization);
        if (authorization.has("offline_access")) {
            answer.put("refresh_token", refreshTokens.issue(authorization));
        }
        return Response.json(200, answer);
    }

    /** A verifier without a challenge is refused too: somebody may have stripped the challenge on the way. */
    private static void checkVerifier(String challenge, Parameters body) {
        var verifier = body.get("code_verifier").orElse("");
        boolean right = challenge.isEmpty() ? verifier.isEmpty() : Secrets.same(challenge, Secrets.sha256(verifier));
        if (!right) {
            throw Refused.oauth(403, "invalid_grant", "Failed to verify code verifier");
        }
    }

    /** Not in the tenant's log until it is over: a poll that finds nothing new is no event. */
    private Response backChannelLogin(Client client, Parameters body) {
        var authorization = backChannelLogins.take(client, body.require("auth_req_id"));
        return logged("eccibaft", client, () -> granted(authorization));
    }

    private Response refresh(Client client, Parameters body) {
        var presented = body.require("refresh_token");
        var authorization = refreshTokens.find(presented, client).orElseThrow(TokenEndpoint::deadRefreshToken);
        var narrowed = refreshed(client, authorization, body);
        var answer = answer(narrowed);
        if (client.rotation()) {
            answer.put("refresh_token", refreshTokens.rotate(presented).orElseThrow(TokenEndpoint::deadRefreshToken));
        }
        return Response.json(200, answer);
    }

    private static Refused deadRefreshToken() {
        return Refused.oauth(403, "invalid_grant", "Unknown or invalid refresh token.");
    }

    /** The audience of the login, or another one by the client's policy; scopes in excess are dropped silently. */
    private Authorization refreshed(Client client, Authorization authorization, Parameters body) {
        var asked = body.words("scope");
        var audience = body.get("audience").orElse(authorization.audience());
        if (audience.equals(authorization.audience())) {
            var scopes = new LinkedHashSet<>(authorization.scopes());
            if (!asked.isEmpty()) {
                scopes.retainAll(asked);
            }
            return authorization.refreshed(audience, scopes);
        }
        var policy = client.refreshPolicies().stream()
                .filter(candidate -> candidate.audience().equals(audience))
                .findFirst()
                .orElseThrow(() -> notAuthorized(audience));
        var user = tenant.get().user(authorization.userId()).orElseThrow(TokenEndpoint::deadRefreshToken);
        Set<String> wanted = new LinkedHashSet<>(asked.isEmpty() ? policy.scopes() : asked);
        wanted.removeIf(scope -> !policy.scopes().contains(scope) && !authorization.has(scope));
        return authorization.refreshed(audience, Scopes.granted(tenant.get(), client, user, audience, wanted));
    }

    private Response clientCredentials(Client client, Parameters body) {
        var audience = body.require("audience");
        var api = tenant.get()
                .api(audience)
                .orElseThrow(
                        () -> Refused.oauth(403, "access_denied", "Service not enabled within domain: " + audience));
        var grant = tenant.get()
                .grant(client.id(), audience, ClientGrant.Subject.CLIENT)
                .orElseThrow(() -> notAuthorized(audience));
        var scopes = new LinkedHashSet<>(grant.scopes());
        if (!body.words("scope").isEmpty()) {
            scopes.retainAll(body.words("scope"));
        }
        var token = issuer.clientAccessToken(client, api, scopes);
        return Response.json(200, answer(token, scopes));
    }

    private static Refused notAuthorized(String audience) {
        return Refused.oauth(
                403,
                "access_denied",
                "Client is not authorized to access \"" + audience
                        + "\". You need to create a \"client-grant\" associated to this API. "
                        + "See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants");
    }

    private Map<String, Object> answer(Authorization authorization) {
        var answer = answer(issuer.accessToken(authorization), authorization.scopes());
        if (authorization.has("openid")) {
            answer.put("id_token", issuer.idToken(authorization));
        }
        return answer;
    }

    private static Map<String, Object> answer(TokenIssuer.AccessToken token, Set<String> scopes) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("access_token", token.value());
        answer.put("scope", TokenIssuer.join(scopes));
        answer.put("expires_in", token.expiresIn());
        answer.put("token_type", "Bearer");
        return answer;
    }

    /** {@code POST /oauth/revoke}: the same answer for a live and a dead token. */
    Response revoke(Request request) {
        var body = request.parameters();
        var client = authentication.authenticate(request, body);
        refreshTokens.revoke(body.require("token"), client);
        return Response.empty(200);
    }
}

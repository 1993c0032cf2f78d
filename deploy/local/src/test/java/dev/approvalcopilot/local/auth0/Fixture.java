package dev.approvalcopilot.local.auth0;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Application;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** The local tenant on a free port, and a client that sends it whatever a test wants. */
final class Fixture implements AutoCloseable {
    static final String PAGE_CALLBACK = "http://127.0.0.1:18080/login/callback";
    static final String PRESENCE_CALLBACK = "http://127.0.0.1:18080/step-up/callback";
    static final String CLI_CALLBACK = "http://127.0.0.1:49152/callback";
    static final String GATEWAY = "copilot-vault-gateway";
    static final String AUDIT_CONTEXT = "sha-256:5Jz0w0m0Y1JxXv0pU1tq2cQ";

    private static final Keys SIGNING_KEY = Keys.generated();
    static final RsaJsonWebKey GATEWAY_KEY = newKey();
    static final RsaJsonWebKey OTHER_KEY = newKey();

    final MovableClock clock = new MovableClock();
    final InstallationSecrets secrets = InstallationSecrets.generate(publicMembers(GATEWAY_KEY));
    final Tenant tenant;
    final Auth0StandIn auth0;
    private final HttpClient http = HttpClient.newHttpClient();

    record Answer(int status, JsonNode body, Map<String, String> headers) {
        String error() {
            return body.path("error").asText();
        }

        String description() {
            return body.path("error_description").asText();
        }
    }

    Fixture() {
        this(LocalTenant::create);
    }

    interface TenantFactory {
        Tenant create(int portBase, InstallationSecrets secrets);
    }

    Fixture(TenantFactory factory) {
        this(factory, Optional.empty());
    }

    /** The tenant over HTTPS, with this certificate. */
    Fixture(TenantFactory factory, Optional<LocalCertificate> certificate) {
        tenant = factory.create(18080, secrets);
        auth0 = Auth0StandIn.start(
                tenant,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                SIGNING_KEY,
                clock,
                certificate.map(LocalCertificate::tls));
    }

    URI issuer() {
        return auth0.issuer();
    }

    Credentials ada() {
        return Credentials.of(tenant, "ada");
    }

    Application page() {
        return Application.withBasicSecret("copilot-page", secrets.page(), PAGE_CALLBACK);
    }

    Application presence() {
        return Application.withSecret("copilot-presence", secrets.presence(), PRESENCE_CALLBACK);
    }

    static Application cli() {
        return Application.publicClient("copilot-cli", CLI_CALLBACK);
    }

    BrowserlessLogin browser(String name) {
        return new BrowserlessLogin(issuer(), Credentials.of(tenant, name));
    }

    /** A valid authorization request of the command line client, with changes; an empty value removes. */
    URI authorize(Map<String, String> changes) {
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", "copilot-cli");
        query.put("redirect_uri", CLI_CALLBACK);
        query.put("scope", "openid");
        query.put("state", "s1");
        query.put("code_challenge", Secrets.sha256("v".repeat(43)));
        query.put("code_challenge_method", "S256");
        query.putAll(changes);
        query.values().removeIf(String::isEmpty);
        return URI.create(Parameters.append(issuer() + "authorize", query));
    }

    /** The form that redeems a code of {@link #authorize}. */
    Map<String, String> redemption(String code) {
        return form(
                "grant_type",
                "authorization_code",
                "client_id",
                "copilot-cli",
                "code",
                code,
                "redirect_uri",
                CLI_CALLBACK,
                "code_verifier",
                "v".repeat(43));
    }

    static Map<String, String> form(String... pairs) {
        var form = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], pairs[i + 1]);
        }
        return form;
    }

    Answer token(Map<String, String> form) {
        return send(
                "POST",
                "oauth/token",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                Parameters.append("", form).substring(1));
    }

    Answer tokenAsJson(Map<String, String> body) {
        return send("POST", "oauth/token", Map.of("Content-Type", "application/json"), Json.write(body));
    }

    Answer get(String path, String bearer) {
        return send("GET", path, bearer.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + bearer), "");
    }

    Answer send(String method, String path, Map<String, String> headers, String body) {
        var request = HttpRequest.newBuilder(URI.create(issuer() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            var got = new LinkedHashMap<String, String>();
            response.headers().map().forEach((name, values) -> got.put(name, values.getFirst()));
            boolean json = got.getOrDefault("content-type", "").startsWith("application/json");
            return new Answer(
                    response.statusCode(),
                    json ? Json.MAPPER.readTree(response.body()) : Json.MAPPER.valueToTree(response.body()),
                    got);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String managementToken(String clientId, String secret) {
        return token(form(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        clientId,
                        "client_secret",
                        secret,
                        "audience",
                        issuer() + "api/v2/"))
                .body()
                .path("access_token")
                .asText();
    }

    /** A client assertion that Auth0 accepts. */
    Map<String, Object> assertionClaims() {
        long now = clock.instant().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", GATEWAY);
        claims.put("sub", GATEWAY);
        claims.put("aud", issuer().toString());
        claims.put("iat", now);
        claims.put("exp", now + 60);
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    /** A request JWT of the privileged worker that Auth0 accepts. */
    Map<String, Object> requestClaims(String user) {
        var claims = assertionClaims();
        claims.put("sub", user);
        claims.remove("exp");
        claims.put("audit_context", AUDIT_CONTEXT);
        return claims;
    }

    static String sign(RsaJsonWebKey key, String typ, Map<String, Object> claims) {
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue("RS256");
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setHeader("typ", typ);
        jws.setKey(key.getPrivateKey());
        jws.setPayload(Json.write(claims));
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    Map<String, String> withAssertion(Map<String, String> form) {
        var more = new LinkedHashMap<>(form);
        more.put("client_id", GATEWAY);
        more.put("client_assertion_type", ClientAuthentication.ASSERTION_TYPE);
        more.put("client_assertion", sign(GATEWAY_KEY, "JWT", assertionClaims()));
        return more;
    }

    static JsonNode claims(String jwt) {
        try {
            return Json.MAPPER.readTree(
                    new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static RsaJsonWebKey newKey() {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("vault-client");
            return key;
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> publicMembers(RsaJsonWebKey key) {
        return key.toParams(org.jose4j.jwk.JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    @Override
    public void close() {
        http.close();
        auth0.close();
    }
}

package dev.approvalcopilot.gateway.grant;

import dev.approvalcopilot.gateway.testing.GrantBuilder.SigningKey;
import dev.approvalcopilot.gateway.testing.TestKeys;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs ID tokens as Auth0 does. */
record Tenant(SigningKey key) {

    static final String ISSUER = "https://tenant.example/";
    static final String CLIENT = "copilot-presence";

    static Tenant create() {
        return new Tenant(TestKeys.rsa("auth0-1"));
    }

    /** A fresh login with a second factor, changed as asked. */
    String idToken(String sub, String nonce, Instant at, Consumer<JwtClaims> twist) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(CLIENT);
        claims.setSubject(sub);
        claims.setStringClaim("nonce", nonce);
        claims.setIssuedAt(NumericDate.fromSeconds(at.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(at.getEpochSecond() + 36_000));
        claims.setClaim("auth_time", at.getEpochSecond());
        claims.setClaim("amr", List.of("mfa"));
        twist.accept(claims);
        try {
            var jws = new JsonWebSignature();
            jws.setPayload(claims.toJson());
            jws.setKey(key.privateKey());
            jws.setKeyIdHeaderValue(key.kid());
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}

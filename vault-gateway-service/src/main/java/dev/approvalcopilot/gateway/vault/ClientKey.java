package dev.approvalcopilot.gateway.vault;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.support.auth0.TenantClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * The gateway's private key and the two things it signs: the client assertion (RFC 7523) and the subject token of the
 * privileged worker.
 */
final class ClientKey {

    /** Auth0 takes five minutes at most, by its own clock. */
    private static final long LIFETIME_SECONDS = 180;

    private static final int MIN_MODULUS_BITS = 2048;
    private static final String SUBJECT_TOKEN_TYPE = "token-vault-req+jwt";

    private final RsaJsonWebKey key;
    private final String clientId;
    private final URI issuer;
    private final TenantClock clock;

    private ClientKey(RsaJsonWebKey key, String clientId, URI issuer, TenantClock clock) {
        this.key = key;
        this.clientId = clientId;
        this.issuer = issuer;
        this.clock = clock;
    }

    static ClientKey read(Path file, String clientId, URI issuer, TenantClock clock) {
        try {
            if (JsonWebKey.Factory.newJwk(Files.readString(file)) instanceof RsaJsonWebKey rsa
                    && rsa.getPrivateKey() != null
                    && rsa.getKeyId() != null
                    && rsa.getRsaPublicKey().getModulus().bitLength() >= MIN_MODULUS_BITS) {
                return new ClientKey(rsa, clientId, issuer, clock);
            }
        } catch (IOException | JoseException e) {
            // The cause may quote the file: the line below says all that is safe.
        }
        throw new IllegalStateException("gateway.auth0.private-key-file " + file
                + " is not a private RSA JWK with a kid and 2048 bits or more");
    }

    /** Who is asking: good once, for three minutes. */
    String clientAssertion(Instant now) {
        var claims = claims(now);
        claims.setSubject(clientId);
        return sign(claims, "JWT");
    }

    /** For whom. @param auditContext stands in Auth0's tenant log; no personal data */
    String subjectToken(String userId, String auditContext, Instant now) {
        var claims = claims(now);
        claims.setSubject(userId);
        claims.setStringClaim("audit_context", auditContext);
        return sign(claims, SUBJECT_TOKEN_TYPE);
    }

    /** Auth0 compares with its own clock, and takes a subject token of more than a minute ago for nothing. */
    private JwtClaims claims(Instant now) {
        long theirs = clock.theirs(now).getEpochSecond();
        var claims = new JwtClaims();
        claims.setIssuer(clientId);
        claims.setAudience(issuer.toString());
        claims.setIssuedAt(NumericDate.fromSeconds(theirs));
        claims.setExpirationTime(NumericDate.fromSeconds(theirs + LIFETIME_SECONDS));
        claims.setJwtId(Ids.random128());
        return claims;
    }

    private String sign(JwtClaims claims, String type) {
        try {
            var jws = new JsonWebSignature();
            jws.setPayload(claims.toJson());
            jws.setKey(key.getPrivateKey());
            jws.setKeyIdHeaderValue(key.getKeyId());
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            jws.setHeader("typ", type);
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("signing with the key that was checked at the start failed", e);
        }
    }
}

package dev.approvalcopilot.gateway.vault;

import dev.approvalcopilot.contracts.Ids;
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

    private static final long LIFETIME_SECONDS = 60;
    private static final int MIN_MODULUS_BITS = 2048;
    private static final String SUBJECT_TOKEN_TYPE = "token-vault-req+jwt";

    private final RsaJsonWebKey key;
    private final String clientId;
    private final URI issuer;

    private ClientKey(RsaJsonWebKey key, String clientId, URI issuer) {
        this.key = key;
        this.clientId = clientId;
        this.issuer = issuer;
    }

    static ClientKey read(Path file, String clientId, URI issuer) {
        try {
            if (JsonWebKey.Factory.newJwk(Files.readString(file)) instanceof RsaJsonWebKey rsa
                    && rsa.getPrivateKey() != null
                    && rsa.getKeyId() != null
                    && rsa.getRsaPublicKey().getModulus().bitLength() >= MIN_MODULUS_BITS) {
                return new ClientKey(rsa, clientId, issuer);
            }
        } catch (IOException | JoseException e) {
            // The cause may quote the file: the line below says all that is safe.
        }
        throw new IllegalStateException("gateway.auth0.private-key-file " + file
                + " is not a private RSA JWK with a kid and 2048 bits or more");
    }

    /** Who is asking: good once, for a minute. */
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

    private JwtClaims claims(Instant now) {
        var claims = new JwtClaims();
        claims.setIssuer(clientId);
        claims.setAudience(issuer.toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + LIFETIME_SECONDS));
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

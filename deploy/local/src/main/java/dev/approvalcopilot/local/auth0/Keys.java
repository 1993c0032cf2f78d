package dev.approvalcopilot.local.auth0;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The tenant's signing keys: the one that signs first, then those that signed before and still count. Kept in a file, the first
 * one outlives a restart of the stand-in, and tokens with it. No {@code x5c}: nobody reads it.
 */
final class Keys {
    private final AtomicLong asked = new AtomicLong();
    private volatile List<RsaJsonWebKey> keys;
    private List<RsaJsonWebKey> withdrawn = List.of();

    private Keys(RsaJsonWebKey key) {
        this.keys = List.of(key);
    }

    static Keys generated() {
        return new Keys(newKey());
    }

    private static RsaJsonWebKey newKey() {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(Secrets.random(16));
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }

    /** Reads the private JWK, or makes one and writes it with mode 600. */
    static Keys stored(Path file) {
        try {
            if (Files.exists(file)) {
                return new Keys((RsaJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException | ClassCastException e) {
            throw new IllegalArgumentException("not a private RSA key as a JWK: " + file, e);
        }
        var keys = generated();
        Tenant.writePrivately(file, keys.signing().toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
        return keys;
    }

    private RsaJsonWebKey signing() {
        return keys.getFirst();
    }

    /** A new key signs from now on; what the old ones signed still counts. */
    synchronized void rotate() {
        keys = Stream.concat(Stream.of(newKey()), keys.stream()).toList();
    }

    /** What was signed before counts no longer. */
    synchronized void revokePrevious() {
        withdrawn = Stream.concat(withdrawn.stream(), keys.stream().skip(1)).toList();
        keys = List.of(signing());
    }

    /** What was withdrawn counts again, as no tenant does it: so that one test does not end the tokens of the others. */
    synchronized void restore() {
        keys = Stream.concat(keys.stream(), withdrawn.stream()).toList();
        withdrawn = List.of();
    }

    String sign(Map<String, Object> claims) {
        var key = signing();
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        jws.setHeader("typ", "JWT");
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setKey(key.getPrivateKey());
        jws.setPayload(Json.write(claims));
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the own key signs", e);
        }
    }

    /** One of the tenant's own tokens. */
    Optional<SignedJwt> verified(String compact) {
        return keys.stream()
                .map(key -> SignedJwt.verifiedWith(compact, key.getPublicKey()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** How often somebody has asked for the public keys. */
    long asked() {
        return asked.get();
    }

    String jwks() {
        asked.incrementAndGet();
        return new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }
}

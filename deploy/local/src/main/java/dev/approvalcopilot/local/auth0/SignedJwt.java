package dev.approvalcopilot.local.auth0;

import java.security.Key;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/** A JWT whose signature verified with one of the keys offered; its claims are still to be judged. */
final class SignedJwt {
    private static final AlgorithmConstraints ALGORITHMS =
            new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "RS256", "RS384", "PS256");

    private final String typ;
    private final JwtClaims claims;

    private SignedJwt(String typ, JwtClaims claims) {
        this.typ = typ;
        this.claims = claims;
    }

    /** Empty when no registered key verifies it, for whatever reason. */
    static Optional<SignedJwt> verified(String compact, List<Map<String, Object>> registered) {
        try {
            var kid = parse(compact).getKeyIdHeaderValue();
            for (var members : registered) {
                var key = PublicJsonWebKey.Factory.newPublicJwk(members);
                if (kid == null || kid.equals(key.getKeyId())) {
                    var verified = verifiedWith(compact, key.getPublicKey());
                    if (verified.isPresent()) {
                        return verified;
                    }
                }
            }
        } catch (JoseException e) {
            // Not a JWS, or a registered key is no key: either way nothing verifies.
        }
        return Optional.empty();
    }

    static Optional<SignedJwt> verifiedWith(String compact, Key key) {
        try {
            var jws = parse(compact);
            jws.setAlgorithmConstraints(ALGORITHMS);
            jws.setKey(key);
            if (!jws.verifySignature()) {
                return Optional.empty();
            }
            return Optional.of(new SignedJwt(jws.getHeader("typ"), JwtClaims.parse(jws.getPayload())));
        } catch (JoseException | InvalidJwtException e) {
            return Optional.empty();
        }
    }

    private static JsonWebSignature parse(String compact) throws JoseException {
        var jws = new JsonWebSignature();
        jws.setCompactSerialization(compact);
        return jws;
    }

    boolean hasTyp(String expected) {
        return expected.equals(typ);
    }

    /** A text claim; absent where it is missing or no text. */
    Optional<String> text(String name) {
        return Optional.ofNullable(claims.getClaimValue(name))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    boolean has(String name, String expected) {
        return text(name).equals(Optional.of(expected));
    }

    /** One audience, whether written as a text or as a list of one. */
    boolean isOnlyFor(String audience) {
        return audiences().equals(List.of(audience));
    }

    List<String> audiences() {
        try {
            return claims.hasAudience() ? claims.getAudience() : List.of();
        } catch (MalformedClaimException e) {
            return List.of();
        }
    }

    /** A time claim in seconds since 1970. */
    Optional<Long> seconds(String name) {
        try {
            return Optional.ofNullable(claims.getNumericDateClaimValue(name)).map(NumericDate::getValue);
        } catch (MalformedClaimException e) {
            return Optional.empty();
        }
    }

    boolean hasScope(Collection<String> anyOf) {
        var scopes = Parameters.splitWords(text("scope").orElse(""));
        return anyOf.stream().anyMatch(scopes::contains);
    }
}

package dev.approvalcopilot.local.auth0;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * For whom a client asks the vault: read from the subject token of an exchange, once that token has been verified.
 *
 * @param privileged   whether no session of the person stands behind it
 * @param auditContext the client's own words for the tenant log, or empty
 */
record VaultSubject(String userId, boolean privileged, String auditContext) {
    static final VaultSubject UNKNOWN = new VaultSubject("", false, "");

    /** Reads the three kinds of subject token. */
    static final class Reader {
        private static final String TYP = "token-vault-req+jwt";
        private static final int MAX_AGE_SECONDS = 60;
        private static final int SKEW_SECONDS = 10;
        private static final int MAX_AUDIT_CONTEXT_CHARS = 256;
        private static final int MAX_JTI_CHARS = 64;

        private final Supplier<Tenant> tenant;
        private final Issuer issuer;
        private final TokenIssuer tokens;
        private final RefreshTokens refreshTokens;
        private final ReplayGuard replays;
        private final Clock clock;

        Reader(
                Supplier<Tenant> tenant,
                Issuer issuer,
                TokenIssuer tokens,
                RefreshTokens refreshTokens,
                ReplayGuard replays,
                Clock clock) {
            this.tenant = tenant;
            this.issuer = issuer;
            this.tokens = tokens;
            this.refreshTokens = refreshTokens;
            this.replays = replays;
            this.clock = clock;
        }

        /** Exchange (a): a refresh token of this client, which must not rotate. */
        VaultSubject ofRefreshToken(Client client, String token) {
            if (client.rotation()) {
                throw Refused.oauth(
                        403, "unauthorized_client", "Refresh token rotation must be off for this exchange.");
            }
            var authorization = refreshTokens
                    .find(token, client)
                    .orElseThrow(() -> Refused.oauth(401, "invalid_grant", "Unknown or invalid refresh token."));
            return new VaultSubject(authorization.userId(), false, "");
        }

        /** Exchange (b): an access token for the API that this client stands for. */
        VaultSubject ofAccessToken(Client client, String token) {
            var jwt = tokens.hint(token).orElseThrow(() -> invalid("signature"));
            if (client.api().isEmpty() || !jwt.audiences().contains(client.api())) {
                throw Refused.oauth(403, "access_denied", "The subject token is not for this client's API.");
            }
            if (jwt.seconds("exp").orElse(0L) <= clock.instant().getEpochSecond()) {
                throw invalid("exp");
            }
            return new VaultSubject(jwt.text("sub").orElseThrow(() -> invalid("sub")), false, "");
        }

        /** Exchange (c), privileged worker: a JWT that the client signed for this one request. */
        VaultSubject ofRequestJwt(Client client, String token) {
            var jwt = SignedJwt.verified(token, client.vault().credentials()).orElseThrow(() -> invalid("signature"));
            require(jwt.hasTyp(TYP), "typ");
            require(jwt.has("iss", client.id()), "iss");
            require(jwt.isOnlyFor(issuer.text()), "aud");
            long now = clock.instant().getEpochSecond();
            long issuedAt = jwt.seconds("iat").orElseThrow(() -> invalid("iat"));
            require(issuedAt <= now + SKEW_SECONDS && now - issuedAt <= MAX_AGE_SECONDS, "iat");
            require(jwt.seconds("exp").orElse(Long.MAX_VALUE) > now, "exp");
            var auditContext = jwt.text("audit_context").orElse("");
            require(!auditContext.isEmpty() && auditContext.length() <= MAX_AUDIT_CONTEXT_CHARS, "audit_context");
            var userId = jwt.text("sub")
                    .filter(id -> tenant.get().user(id).isPresent())
                    .orElseThrow(() -> invalid("sub"));
            var jti = jwt.text("jti").orElse("");
            require(!jti.isEmpty() && jti.length() <= MAX_JTI_CHARS, "jti");
            var until = Instant.ofEpochSecond(issuedAt + MAX_AGE_SECONDS + SKEW_SECONDS);
            require(replays.firstUse(client.id(), jti, until), "jti");
            return new VaultSubject(userId, true, auditContext);
        }

        private static void require(boolean condition, String claim) {
            if (!condition) {
                throw invalid(claim);
            }
        }

        private static Refused invalid(String what) {
            return Refused.oauth(401, "invalid_grant", "Invalid subject token: " + what);
        }
    }
}

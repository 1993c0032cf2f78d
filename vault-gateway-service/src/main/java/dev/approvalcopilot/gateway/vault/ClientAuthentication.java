package dev.approvalcopilot.gateway.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** How the gateway's client proves at the token endpoint that it is itself: one method a client (Auth0: "Application credentials"). */
sealed interface ClientAuthentication {

    /** Puts the proof into a token request. */
    void into(ObjectNode body, Instant now);

    /** {@code private_key_jwt}. */
    final class ByKey implements ClientAuthentication {
        private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

        private final ClientKey key;

        ByKey(ClientKey key) {
            this.key = key;
        }

        @Override
        public void into(ObjectNode body, Instant now) {
            body.put("client_assertion_type", ASSERTION_TYPE).put("client_assertion", key.clientAssertion(now));
        }
    }

    /** {@code client_secret_post}. */
    final class BySecret implements ClientAuthentication {
        private static final int MIN_SECRET_LENGTH = 16;

        private final String secret;

        private BySecret(String secret) {
            this.secret = secret;
        }

        static BySecret read(Path file) {
            try {
                var secret = Files.readString(file).strip();
                if (secret.length() >= MIN_SECRET_LENGTH) {
                    return new BySecret(secret);
                }
            } catch (IOException e) {
                // The line below says all that is safe.
            }
            throw new IllegalStateException("gateway.auth0.client-secret-file " + file + " does not hold a secret of "
                    + MIN_SECRET_LENGTH + " characters or more");
        }

        @Override
        public void into(ObjectNode body, Instant now) {
            body.put("client_secret", secret);
        }
    }
}

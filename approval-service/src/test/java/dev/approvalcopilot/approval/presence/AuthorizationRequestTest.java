package dev.approvalcopilot.approval.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.testing.Reviews;
import dev.approvalcopilot.contracts.presence.PresenceNonce;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuthorizationRequestTest {
    private static final AuthorizationRequest REQUEST = new AuthorizationRequest(
            URI.create("https://acme.eu.auth0.com/"),
            "copilot-presence",
            URI.create("https://copilot.acme.test/step-up/callback"));

    private static Map<String, String> parameters(URI uri) {
        return Stream.of(uri.getRawQuery().split("&"))
                .map(p -> p.split("=", 2))
                .collect(Collectors.toMap(p -> p[0], p -> URLDecoder.decode(p[1], StandardCharsets.UTF_8)));
    }

    @Test
    void asksForAFreshLoginWithASecondFactor() {
        var uri = REQUEST.uri(Reviews.digest("action"), Reviews.digest("view"), "7", "state", "verifier");

        assertThat(uri.toString()).startsWith("https://acme.eu.auth0.com/authorize?");
        assertThat(parameters(uri))
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "copilot-presence")
                .containsEntry("redirect_uri", "https://copilot.acme.test/step-up/callback")
                .containsEntry("scope", "openid")
                .containsEntry("state", "state")
                .containsEntry("prompt", "login")
                .containsEntry("max_age", "0")
                .containsEntry("acr_values", "http://schemas.openid.net/pape/policies/2007/06/multi-factor")
                .containsEntry("code_challenge_method", "S256");
    }

    @Test
    void theNonceNamesDigestViewAndEpoch() {
        var uri = REQUEST.uri(Reviews.digest("action"), Reviews.digest("view"), "7", "state", "verifier");

        assertThat(parameters(uri))
                .containsEntry("nonce", PresenceNonce.of(Reviews.digest("action"), Reviews.digest("view"), "7"));
        assertThat(AuthorizationRequest.nonce(Reviews.digest("action"), Reviews.digest("view"), "7"))
                .isNotEqualTo(AuthorizationRequest.nonce(Reviews.digest("other"), Reviews.digest("view"), "7"))
                .isNotEqualTo(AuthorizationRequest.nonce(Reviews.digest("action"), Reviews.digest("other"), "7"))
                .isNotEqualTo(AuthorizationRequest.nonce(Reviews.digest("action"), Reviews.digest("view"), "8"));
    }

    /** RFC 7636, appendix B. */
    @Test
    void theChallengeIsThatOfTheRfc() {
        assertThat(AuthorizationRequest.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}

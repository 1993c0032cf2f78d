package dev.approvalcopilot.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.support.outbound.OutboundRequest;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaultTest {

    private static Auth0Http.Answer answer(int status, String body, long retryAfter) throws Exception {
        return new Auth0Http.Answer(status, Json.MAPPER.readTree(body), retryAfter);
    }

    @Test
    void theTokenGoesIntoTheHeaderAndNowhereElse() throws Exception {
        var token = new ProviderToken("canary");
        var request = OutboundRequest.of("GET", URI.create("https://api.example/"));
        token.authorize(request);
        var lenient = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

        assertThat(request.toString()).doesNotContain("canary");
        assertThat(token.toString()).doesNotContain("canary");
        assertThat(new VaultAnswer.Granted(token, Set.of()).toString()).doesNotContain("canary");
        assertThat(lenient.writeValueAsString(token)).doesNotContain("canary");
        assertThat(token).isNotInstanceOfAny(Serializable.class, Record.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "429;{\"error\":\"too_many_requests\"};3;RateLimited[retryAfter=PT3S]",
                "429;{\"statusCode\":429,\"error\":\"Too Many Requests\"};0;RateLimited[retryAfter=PT1S]",
                "403;{\"error\":\"too_many_requests\"};0;RateLimited[retryAfter=PT1S]",
                "500;{};0;Unreachable[]",
                "503;{\"error\":\"temporarily_unavailable\"};0;Unreachable[]",
                "400;{};0;Unreachable[]",
                "401;{\"error\":\"federated_connection_refresh_token_not_found\"};0;NotConnected[]",
                "401;{\"error\":\"federated_connection_refresh_token_flow_failed\"};0;ConsentWithdrawn[]",
                "404;{\"statusCode\":404,\"error\":\"Not Found\",\"errorCode\":\"inexistent_user\"};0;NotConnected[]",
                "401;{\"error\":\"access_denied\"};0;Denied[error=access_denied]",
                "401;{\"error\":\"invalid_client\"};0;Denied[error=invalid_client]",
                "403;{\"error\":\"unauthorized_client\"};0;Denied[error=unauthorized_client]",
                "403;{\"error\":\"invalid_grant\"};0;Denied[error=invalid_grant]",
                "400;{\"error\":\"invalid_request\"};0;Denied[error=invalid_request]",
                "400;{\"error\":\"unsupported_grant_type\"};0;Denied[error=unsupported_grant_type]",
                "400;{\"error\":\"unsupported_token_type\"};0;Denied[error=unsupported_token_type]",
                "400;{\"error\":\"invalid_scope\"};0;Denied[error=invalid_scope]",
                "403;{\"statusCode\":403,\"error\":\"Forbidden\",\"errorCode\":\"insufficient_scope\"};0;Denied[error=insufficient_scope]",
                "400;{\"statusCode\":400,\"error\":\"Bad Request\",\"errorCode\":\"invalid_query_string\"};0;Denied[error=invalid_query_string]",
                "401;{\"error\":\"mfa_required\",\"mfa_token\":\"x\"};0;Denied[error=mfa_required]",
                "401;{\"error\":\"something_new\"};0;Denied[error=something_new]"
            })
    void everyDocumentedErrorOfAuth0HasAMeaning(int status, String body, long retryAfter, String meaning)
            throws Exception {
        assertThat(TokenRequest.failure(answer(status, body, retryAfter)).toString())
                .isEqualTo(meaning);
    }

    @Test
    void onlyExactlyTheApprovedAccountWillDo() {
        assertThat(ConnectedAccounts.judge(List.of("cac_1"), "cac_1")).isEmpty();
        assertThat(ConnectedAccounts.judge(List.of(), "cac_1")).isEqualTo(Optional.of(new VaultAnswer.NotConnected()));
        assertThat(ConnectedAccounts.judge(List.of("cac_2"), "cac_1"))
                .isEqualTo(Optional.of(new VaultAnswer.Ambiguous()));
        assertThat(ConnectedAccounts.judge(List.of("cac_1", "cac_2"), "cac_1"))
                .isEqualTo(Optional.of(new VaultAnswer.Ambiguous()));
    }

    @Test
    void anAnswerDoesNotPrintItsBody() throws Exception {
        assertThat(answer(200, "{\"access_token\":\"canary\"}", 0).toString()).doesNotContain("canary");
        assertThat(new ManagementToken.Asked.Token("canary").toString()).doesNotContain("canary");
    }
}

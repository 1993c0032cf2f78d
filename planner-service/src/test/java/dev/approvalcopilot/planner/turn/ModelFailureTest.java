package dev.approvalcopilot.planner.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.planner.turn.ModelFailure.Kind;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class ModelFailureTest {

    @Test
    void asksAgainAfterWhatMayPass() {
        assertThat(kind(new RateLimitException("429"))).isEqualTo(Kind.UNREACHABLE);
        assertThat(kind(new InternalServerException("503"))).isEqualTo(Kind.UNREACHABLE);
        assertThat(kind(new TimeoutException("408"))).isEqualTo(Kind.UNREACHABLE);
        assertThat(kind(new ConnectException("refused"))).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void doesNotAskAgainAfterWhatStays() {
        assertThat(kind(new AuthenticationException("401"))).isEqualTo(Kind.REFUSED);
        assertThat(kind(new ModelNotFoundException("404"))).isEqualTo(Kind.REFUSED);
        assertThat(kind(new InvalidRequestException("400"))).isEqualTo(Kind.REFUSED);
    }

    @Test
    void neverRepeatsWhatTheEndpointSaid() {
        assertThat(ModelFailure.of(new InvalidRequestException("your prompt was: secret")))
                .hasMessage("InvalidRequestException");
    }

    private static Kind kind(Throwable thrown) {
        return ModelFailure.of(thrown).kind();
    }
}

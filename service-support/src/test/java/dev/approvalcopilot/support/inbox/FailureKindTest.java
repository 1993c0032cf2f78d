package dev.approvalcopilot.support.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import jakarta.transaction.RollbackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureKindTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"08006", "57P01", "53300", "40001", "40P01", "25006", "42P01", "42501", "28P01", "55P03", "58030"
            })
    void waitsForTheDatabase(String sqlState) {
        var failure = new IllegalStateException(new SQLException("", sqlState));

        assertThat(FailureKind.of(failure)).isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void waitsForAConnectionFromThePool() {
        assertThat(FailureKind.of(new IllegalStateException(new SQLException("timed out"))))
                .isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void waitsForTheBroker() {
        assertThat(FailureKind.of(new TimeoutException(""))).isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void waitsForTheNetwork() {
        assertThat(FailureKind.of(new UncheckedIOException(new ConnectException())))
                .isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void waitsWhenTheCommitFailed() {
        assertThat(FailureKind.of(new IllegalStateException(new RollbackException())))
                .isEqualTo(FailureKind.TRANSIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23505", "23514", "P0001", "25P02", "54000", "0A000", "42804", "XX000", "99999"})
    void givesUpOnARowThatTheDatabaseRefuses(String sqlState) {
        var failure = new IllegalStateException(new SQLException("", sqlState));

        assertThat(FailureKind.of(failure)).isEqualTo(FailureKind.OWN);
    }

    @Test
    void givesUpOnJsonThoughJacksonCallsItIo() {
        var failure = new UncheckedIOException(new JsonParseException(null, ""));

        assertThat(failure.getCause()).isInstanceOf(IOException.class);
        assertThat(FailureKind.of(failure)).isEqualTo(FailureKind.OWN);
    }

    @Test
    void givesUpOnADefect() {
        assertThat(FailureKind.of(new NullPointerException())).isEqualTo(FailureKind.OWN);
    }
}

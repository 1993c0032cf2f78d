package dev.approvalcopilot.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalcopilot.local.stack.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorOptionTest {
    @TempDir
    Path repository;

    private Installation installation;

    @BeforeEach
    void nothingRuns() throws IOException {
        installation = Installation.temporary(repository);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installation.delete();
    }

    @Test
    void whereNobodyCanLogInNothingWasOrdered() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> OperatorOption.login(installation, "olga"))
                .satisfies(failure -> assertThat(failure.lines())
                        .containsExactly(
                                "nobody can log in at " + installation.issuer() + ": nothing listens there",
                                "  Nothing was ordered. ./dev status shows what runs, ./dev up starts the rest."));
    }

    @Test
    void anUnknownOperatorIsToldWhomThereIs() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> OperatorOption.login(installation, "olaf"))
                .withMessage("there is no user olaf; there are ada, bob, carol, olga, otto");
    }

    /** An order that was sent and not answered may have been carried out. */
    @Test
    void whereTheGatewayIsSilentTheOutcomeIsOpen() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> OperatorOption.asked(() -> {
                    throw new UncheckedIOException(new IOException("PUT failed: request timed out"));
                }))
                .satisfies(failure -> assertThat(failure.lines())
                        .last()
                        .asString()
                        .contains("The gateway may have taken it all the same"));
    }
}

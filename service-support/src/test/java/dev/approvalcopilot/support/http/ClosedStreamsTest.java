package dev.approvalcopilot.support.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedStreamsTest {

    private static final String STREAMS = "org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler";

    private static final String MAPPERS = "dev.approvalcopilot.support.problem.ProblemMappers";

    private final ClosedStreams filter = new ClosedStreams();

    static Stream<Throwable> clientsGone() {
        return Stream.of(new HttpClosedException("Connection was closed"), new ClosedChannelException());
    }

    @ParameterizedTest
    @MethodSource("clientsGone")
    void saysNothingOfATabThatCloses(Throwable gone) {
        assertThat(filter.isLoggable(entry(STREAMS, gone))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.quarkus.vertx.http.runtime.QuarkusErrorHandler", MAPPERS})
    void saysNothingOfATabThatClosedBeforeItsStreamBegan(String reporter) {
        assertThat(filter.isLoggable(entry(reporter, new ClosedChannelException())))
                .isFalse();
        assertThat(filter.isLoggable(entry(reporter, new IOException()))).isTrue();
    }

    @Test
    void reportsWhateverElseEndsAStream() {
        assertThat(filter.isLoggable(entry(STREAMS, new IllegalStateException())))
                .isTrue();
        assertThat(filter.isLoggable(entry(STREAMS, null))).isTrue();
    }

    @Test
    void reportsAClosedConnectionElsewhere() {
        assertThat(filter.isLoggable(entry("org.example.Other", new ClosedChannelException())))
                .isTrue();
    }

    private static LogRecord entry(String logger, Throwable thrown) {
        var entry = new LogRecord(Level.SEVERE, "Exception in SSE server handling, impossible to send it to client");
        entry.setLoggerName(logger);
        entry.setThrown(thrown);
        return entry;
    }
}

package dev.approvalcopilot.support.http;

import dev.approvalcopilot.support.problem.ProblemMappers;
import io.quarkus.logging.LoggingFilter;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * A tab that closes ends its stream in the middle, or before it began, which Quarkus and then we report as an error with a stack
 * trace. Only that is left out: whatever else ends a stream is still reported.
 */
@LoggingFilter(name = "closed-streams")
public final class ClosedStreams implements Filter {

    private static final String STREAMS = "org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler";

    /** They report what is thrown before the stream's first word. */
    private static final Set<String> BEFORE =
            Set.of("io.quarkus.vertx.http.runtime.QuarkusErrorHandler", ProblemMappers.class.getName());

    @Override
    public boolean isLoggable(LogRecord entry) {
        var thrown = entry.getThrown();
        boolean closed = thrown instanceof ClosedChannelException;
        boolean ended = thrown instanceof HttpClosedException || thrown instanceof IOException;
        return !(STREAMS.equals(entry.getLoggerName()) ? ended : closed && BEFORE.contains(entry.getLoggerName()));
    }
}

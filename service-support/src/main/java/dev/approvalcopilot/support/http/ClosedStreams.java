package dev.approvalcopilot.support.http;

import io.quarkus.logging.LoggingFilter;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * A tab that closes ends its stream in the middle, which Quarkus reports as an error with a stack trace. Only that is left out:
 * whatever else ends a stream is still reported.
 */
@LoggingFilter(name = "closed-streams")
public final class ClosedStreams implements Filter {

    private static final String STREAMS = "org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler";

    @Override
    public boolean isLoggable(LogRecord entry) {
        return !(STREAMS.equals(entry.getLoggerName()) && isClientGone(entry.getThrown()));
    }

    private static boolean isClientGone(Throwable thrown) {
        return thrown instanceof HttpClosedException || thrown instanceof IOException;
    }
}

package dev.approvalcopilot.local.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events, as the WHATWG standard has them: comes back after a broken connection with {@code Last-Event-ID},
 * ends when the server refuses (4xx) or this is closed. Events wait here until somebody takes them.
 */
public final class EventStream implements AutoCloseable {
    private static final Duration RECONNECT = Duration.ofMillis(300);

    @FunctionalInterface
    interface Source {
        HttpResponse<InputStream> open(String lastEventId) throws IOException, InterruptedException;
    }

    private final BlockingQueue<ServerSentEvent> events = new LinkedBlockingQueue<>();
    private final Source source;
    private final Thread reader;
    private volatile boolean closed;
    private volatile InputStream open;
    private volatile int refused;
    private String lastEventId;

    private EventStream(Source source, String lastEventId) {
        this.source = source;
        this.lastEventId = lastEventId;
        this.reader = Thread.ofVirtual().name("events").unstarted(this::readUntilClosed);
    }

    static EventStream open(Source source, String lastEventId) {
        var stream = new EventStream(source, lastEventId);
        stream.reader.start();
        return stream;
    }

    /** The next event, or empty when none came in time. */
    public Optional<ServerSentEvent> next(Duration limit) throws InterruptedException {
        return Optional.ofNullable(events.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** HTTP status with which the server refused; 0 when it did not. */
    public int refused() {
        return refused;
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        var stream = open;
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                // It is gone either way.
            }
        }
    }

    private void readUntilClosed() {
        try {
            while (!closed && refused == 0) {
                try {
                    readOnce();
                } catch (IOException e) {
                    // Broken off: come back and go on after the last event.
                }
                Thread.sleep(RECONNECT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readOnce() throws IOException, InterruptedException {
        var answer = source.open(lastEventId);
        open = answer.body();
        try (var lines = new BufferedReader(new InputStreamReader(open, StandardCharsets.UTF_8))) {
            if (answer.statusCode() / 100 == 4) {
                refused = answer.statusCode();
            } else if (answer.statusCode() == 200) {
                parse(lines);
            }
        }
    }

    private void parse(BufferedReader lines) throws IOException {
        var name = "message";
        var data = new StringBuilder();
        var id = lastEventId;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                // Only a whole event counts as seen: one that was cut off comes again.
                lastEventId = id;
                if (!data.isEmpty()) {
                    events.add(new ServerSentEvent(lastEventId, name, data.substring(0, data.length() - 1)));
                }
                name = "message";
                data.setLength(0);
            } else if (line.startsWith("event:")) {
                name = value(line);
            } else if (line.startsWith("data:")) {
                data.append(value(line)).append('\n');
            } else if (line.startsWith("id:")) {
                id = value(line);
            }
        }
    }

    private static String value(String line) {
        var value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}

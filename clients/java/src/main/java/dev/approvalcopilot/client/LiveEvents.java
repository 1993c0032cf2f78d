package dev.approvalcopilot.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Server-sent events of one open stream, in order; {@link #hasNext} waits for the next one or the end. For one thread; closing it
 * from another ends the wait.
 */
public final class LiveEvents implements Iterator<LiveEvents.Event>, AutoCloseable {
    private final BufferedReader lines;
    private Event next;

    /**
     * @param id to resume after; null where the service gives none
     * @param name {@code open}, {@code action}, {@code halts} or another of the API's description
     */
    public record Event(String id, String name, String data) {}

    LiveEvents(InputStream body) {
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    @Override
    public boolean hasNext() {
        try {
            if (next == null) {
                next = read();
            }
            return next != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Event next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the stream has ended");
        }
        var event = next;
        next = null;
        return event;
    }

    /** One event (HTML, section 9.2.6); null at the end. A block without data is none; comments keep the line alive. */
    private Event read() throws IOException {
        String id = null;
        var name = "message";
        var data = new StringBuilder();
        boolean some = false;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (some) {
                    return new Event(id, name, data.toString());
                }
                id = null;
                name = "message";
                continue;
            }
            int colon = line.indexOf(':');
            var field = colon < 0 ? line : line.substring(0, colon);
            var value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "id" -> id = value;
                case "event" -> name = value;
                case "data" -> {
                    data.append(some ? "\n" : "").append(value);
                    some = true;
                }
                default -> {
                    // A comment, or a field of no use here.
                }
            }
        }
        return null;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

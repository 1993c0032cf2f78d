package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Hands out the whole lines that a file has gained since the last look. */
final class LogFollower {
    static final Duration INTERVAL = Duration.ofMillis(250);

    private final Path file;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long position;

    LogFollower(Path file, Consumer<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Follows every service's log in the background, from now until this program ends. */
    static void followAll(Installation installation) {
        var followers = Stream.of(Service.values())
                .map(service -> new LogFollower(
                        installation.logFile(service.id()),
                        line -> System.out.printf("%-9s %s%n", service.id(), styled(LogLine.of(line)))))
                .toList();
        Thread.ofPlatform().daemon().name("follow-logs").start(() -> follow(followers));
    }

    static String styled(LogLine line) {
        return line.isError() ? Terminal.red(line.text()) : line.text();
    }

    void printNew() throws IOException {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            if (log.length() < position) {
                position = 0;
            }
            log.seek(position);
            var buffer = new byte[64 * 1024];
            for (var count = log.read(buffer); count > 0; count = log.read(buffer)) {
                position += count;
                take(buffer, count);
            }
        }
    }

    private void take(byte[] buffer, int count) {
        for (var i = 0; i < count; i++) {
            if (buffer[i] == '\n') {
                lines.accept(unfinished.toString(StandardCharsets.UTF_8));
                unfinished.reset();
            } else {
                unfinished.write(buffer[i]);
            }
        }
    }

    private static void follow(Iterable<LogFollower> followers) {
        try {
            while (true) {
                for (var follower : followers) {
                    follower.printNew();
                }
                Thread.sleep(INTERVAL);
            }
        } catch (IOException e) {
            Terminal.error(List.of("cannot follow the logs: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

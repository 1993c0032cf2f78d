package dev.approvalcopilot.local.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a killed run leaves behind: a server that still owns the data directory, or only its pid file. */
final class LeftOver {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private LeftOver() {}

    /** Stops a server that runs on {@code dataDir}, whoever started it, and removes a pid file that names nobody. */
    static void stop(Path dataDir) throws IOException {
        var pidFile = dataDir.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var owner = firstLine(pidFile).flatMap(LeftOver::pid).flatMap(ProcessHandle::of);
        if (owner.isPresent() && isServerOn(owner.get(), dataDir)) {
            stopFast(owner.get());
        } else if (owner.isPresent()) {
            // The number belongs to another program by now: PostgreSQL itself would refuse to start.
            Files.deleteIfExists(pidFile);
        }
    }

    private static Optional<String> firstLine(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.findFirst();
        }
    }

    private static Optional<Long> pid(String line) {
        return line.strip().matches("\\d{1,18}") ? Optional.of(Long.valueOf(line.strip())) : Optional.empty();
    }

    private static boolean isServerOn(ProcessHandle process, Path dataDir) {
        var commandLine = process.info().commandLine().orElse("");
        return commandLine.contains("postgres") && commandLine.contains(dataDir.toString());
    }

    private static void stopFast(ProcessHandle server) throws IOException {
        try {
            // SIGINT is "fast": it ends sessions. What ProcessHandle can send would wait for them.
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                    .start()
                    .waitFor();
            server.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            server.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping a left-over database server", e);
        }
    }
}

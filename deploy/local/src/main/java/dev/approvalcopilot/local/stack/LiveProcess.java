package dev.approvalcopilot.local.stack;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process of an installation, started here or found by its pid file. */
public class LiveProcess {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(25);

    private final Installation installation;
    private final String name;
    private volatile ProcessHandle handle;

    LiveProcess(Installation installation, String name, ProcessHandle handle) {
        this.installation = installation;
        this.name = name;
        this.handle = handle;
    }

    /** The one that the pid file names, if it still runs. */
    static Optional<LiveProcess> find(Installation installation, String name) throws IOException {
        return PidFile.read(installation.pidFile(name)).map(found -> new LiveProcess(installation, name, found));
    }

    /** A service's id, {@code stack} or {@code launcher}. */
    public String name() {
        return name;
    }

    public long pid() {
        return handle.pid();
    }

    public boolean isAlive() {
        return handle.isAlive();
    }

    public CompletableFuture<ProcessHandle> onExit() {
        return handle.onExit();
    }

    /** Processor time used so far, or zero where the system does not tell. */
    public Duration cpuTime() {
        return handle.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public Optional<Instant> startedAt() {
        return handle.info().startInstant();
    }

    /** The last lines that say why it ended. */
    public List<String> lastErrors() {
        return LogLine.lastErrors(installation.logFile(name));
    }

    /** Asks it to end, waits, and ends it by force when it does not. */
    public void stop() {
        handle.destroy();
        if (!endsWithin(STOP_LIMIT)) {
            kill();
        }
    }

    /** As {@code kill -9}: no chance to clean up. Returns when it is gone. */
    public void kill() {
        handle.destroyForcibly();
        endsWithin(STOP_LIMIT);
    }

    final Installation installation() {
        return installation;
    }

    final void replace(ProcessHandle started) throws IOException {
        handle = started;
        PidFile.write(installation.pidFile(name), started);
    }

    private boolean endsWithin(Duration limit) {
        try {
            handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !handle.isAlive();
        }
    }
}

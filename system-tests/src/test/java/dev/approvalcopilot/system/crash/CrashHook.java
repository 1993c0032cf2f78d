package dev.approvalcopilot.system.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs inside the service under test: ends the process, with no chance to clean up, when the armed point is reached for the
 * n-th time since it was armed. Arming is a file, {@code NAME n} or {@code NAME n CALLER}; with a caller only hits below a
 * method of that class count, and the thread waits at the point until the test has seen what it wanted to see.
 */
public final class CrashHook {
    static final String ARMED = "armed";
    static final String REACHED = "reached";
    static final String RELEASED = "released";
    /** As after {@code kill -9}. */
    private static final int EXIT_CODE = 137;

    private static final long MILLIS_BETWEEN_LOOKS = 5;

    private static final AtomicInteger HITS = new AtomicInteger();
    private static volatile Path folder;

    private CrashHook() {}

    static void watch(Path directory) {
        folder = directory;
    }

    /** Called by what {@link CrashAgent} wrote into the service. */
    public static void reached(String point) {
        try {
            var armed = folder.resolve(ARMED);
            if (Files.exists(armed)) {
                reached(point, Files.readString(armed).split(" "));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void reached(String point, String[] armed) throws IOException {
        boolean held = armed.length > 2;
        if (!armed[0].equals(point) || held && !isBelow(armed[2])) {
            return;
        }
        if (HITS.incrementAndGet() == Integer.parseInt(armed[1])) {
            // Written aside, so that nobody reads it half.
            var written = Files.writeString(folder.resolve(REACHED + ".new"), point);
            Files.move(written, folder.resolve(REACHED), StandardCopyOption.ATOMIC_MOVE);
            while (held && !Files.exists(folder.resolve(RELEASED))) {
                pause();
            }
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    private static boolean isBelow(String type) {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(type)));
    }

    private static void pause() {
        try {
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

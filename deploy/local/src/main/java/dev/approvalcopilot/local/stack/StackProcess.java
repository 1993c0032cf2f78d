package dev.approvalcopilot.local.stack;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The running process of {@link LocalStack}, seen from its parent. */
public final class StackProcess extends LiveProcess implements AutoCloseable {
    static final String NAME = "stack";

    /** Whether the stack ends with its parent. */
    public enum Life {
        WITH_PARENT,
        DETACHED
    }

    /** Whether the installation's data outlives the stack. */
    public enum Data {
        KEPT,
        /** For tests: commits need not survive a power cut, and the whole home is deleted at the end. */
        DISPOSABLE
    }

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Process process;

    private StackProcess(Installation installation, Process process) {
        super(installation, NAME, process.toHandle());
        this.process = process;
    }

    /** Returns when every part answers. */
    public static StackProcess start(Installation installation, Set<Part> parts, Life life, Data data)
            throws IOException, InterruptedException {
        var log = installation.logFile(NAME);
        Files.createDirectories(log.getParent());
        Files.writeString(log, "");
        var builder = new ProcessBuilder(command(installation, parts, life, data))
                .directory(installation.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        if (life == Life.DETACHED) {
            builder.redirectInput(new File("/dev/null"));
        }
        var stack = new StackProcess(installation, builder.start());
        try {
            PidFile.write(installation.pidFile(NAME), stack.process.toHandle());
            stack.waitUntilReady(log);
        } catch (IOException | InterruptedException | RuntimeException e) {
            stack.close();
            throw e;
        }
        return stack;
    }

    @Override
    public void close() {
        stop();
    }

    private void waitUntilReady(Path log) throws IOException, InterruptedException {
        var limit = Instant.now().plus(START_LIMIT);
        while (Instant.now().isBefore(limit)) {
            var ended = process.waitFor(50, TimeUnit.MILLISECONDS);
            var failure = lineOf(log, LocalStack.FAILED);
            if (ended || failure.isPresent()) {
                throw new NotStarted(
                        "the local stack did not start: " + failure.orElse("see " + log),
                        failure.isPresent() ? List.of() : lastErrors());
            }
            if (lineOf(log, LocalStack.READY).isPresent()) {
                return;
            }
        }
        throw new NotStarted(
                "the local stack was not ready after " + START_LIMIT.toSeconds() + " s; see " + log, lastErrors());
    }

    private static Optional<String> lineOf(Path log, String prefix) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .findFirst();
        }
    }

    private static List<String> command(Installation installation, Set<Part> parts, Life life, Data data)
            throws IOException {
        var command = new ArrayList<>(Commands.ownSession());
        command.addAll(List.of(Commands.java(), "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-cp", Commands.stackClassPath(installation), LocalStack.class.getName()));
        command.addAll(List.of("--repository", installation.repository().toString()));
        command.addAll(List.of("--home", installation.home().toString()));
        command.addAll(List.of("--port-base", Integer.toString(installation.portBase())));
        command.addAll(List.of("--only", parts.stream().map(Part::id).collect(Collectors.joining(","))));
        if (life == Life.WITH_PARENT) {
            command.add("--until-stdin-closes");
        }
        if (data == Data.DISPOSABLE) {
            command.add("--disposable");
        }
        return command;
    }
}

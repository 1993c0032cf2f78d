package dev.approvalcopilot.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.LiveProcess;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.local.stack.Running;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A repository with a small program in the place of each service, and {@code ./dev} as processes in it. */
final class Launched implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(90);

    /** A {@code ./dev} that was started. */
    record Command(Process process, Path file) {
        /** What it has printed so far. */
        String output() throws IOException {
            return Files.readString(file);
        }

        int exitCode() throws InterruptedException {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }
    }

    final Installation installation;
    private final Path repository;
    private final String parts;
    private final AtomicInteger commands = new AtomicInteger();

    /** @param parts what {@code up} starts beside the services */
    Launched(Path repository, Set<Part> parts) throws IOException {
        this.repository = repository;
        this.parts = parts.stream().map(Part::id).collect(Collectors.joining(","));
        Files.createDirectories(repository.resolve("tools"));
        installation = Installation.temporary(repository);
        for (var service : Service.values()) {
            writeProgram(installation.built(service).resolve("quarkus-run.jar"));
        }
    }

    Command dev(String... arguments) throws IOException {
        return devOn(installation.portBase(), arguments);
    }

    /** As {@link #dev}, with other ports than the installation's. */
    Command devOn(int portBase, String... arguments) throws IOException {
        return start(Map.of(Installation.PORT_BASE_VARIABLE, Integer.toString(portBase)), arguments);
    }

    /** As {@link #dev}, and nothing says which ports are meant. */
    Command devWithoutPortBase(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private Command start(Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Drepository.root=" + repository,
                "-cp",
                classPath(),
                DevWithParts.class.getName(),
                parts));
        command.addAll(List.of(arguments));
        var file = repository.resolve(arguments[0] + commands.incrementAndGet() + ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file.toFile());
        builder.environment().remove(Installation.PORT_BASE_VARIABLE);
        builder.environment().putAll(environment);
        builder.environment()
                .put(Installation.HOME_VARIABLE, installation.home().toString());
        return new Command(builder.start(), file);
    }

    /** That of the tests without a log manager that the launcher does not have, which writes lines of its own to the output. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("jboss-logmanager"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    LiveProcess process(String name) throws IOException {
        return Running.processes(installation).stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Process id by name, of what runs. */
    Map<String, Long> pids() throws IOException {
        return Running.processes(installation).stream().collect(Collectors.toMap(LiveProcess::name, LiveProcess::pid));
    }

    /** What {@code status} says of one that is not ready. */
    String why(String name) throws IOException, InterruptedException {
        var status = dev("status", "--json");
        assertThat(status.exitCode()).isEqualTo(4);
        return Json.MAPPER
                .readTree(status.output())
                .valueStream()
                .filter(row -> row.path("name").asText().equals(name))
                .map(row -> row.path("why").asText())
                .findFirst()
                .orElseThrow();
    }

    Path jar(Service service) {
        return installation.built(service).resolve("quarkus-run.jar");
    }

    /** Stops what still runs, and is content only if nothing did. */
    @Override
    public void close() throws IOException {
        var left = pids().keySet();
        Running.stopAll(installation);
        installation.delete();
        assertThat(left).isEmpty();
    }

    static void writeProgram(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Name.MAIN_CLASS, ReadyProgram.class.getName());
        var classFile = ReadyProgram.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var code = ReadyProgram.class.getResourceAsStream("/" + classFile)) {
            out.putNextEntry(new JarEntry(classFile));
            code.transferTo(out);
            out.closeEntry();
        }
    }
}

package dev.approvalcopilot.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.LiveProcess;
import dev.approvalcopilot.local.stack.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./dev up} as a process, with the real stack and a program in the place of each service. */
class UpTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    Path repository;

    private Installation installation;

    @BeforeEach
    void aBuiltRepository() throws Exception {
        Files.createDirectories(repository.resolve("tools"));
        installation = Installation.temporary(repository);
        for (var service : Service.values()) {
            writeProgram(installation.built(service).resolve("quarkus-run.jar"));
        }
    }

    @AfterEach
    void nothingIsLeftRunning() throws Exception {
        var left =
                Running.processes(installation).stream().map(LiveProcess::name).toList();
        Running.stopAll(installation);
        installation.delete();
        assertThat(left).isEmpty();
    }

    @Test
    void startsDetachedSaysWhereAndStops() throws Exception {
        var up = dev("up", "--detach");
        assertThat(exitCode(up)).isZero();
        assertThat(output("up")).contains(installation.address(Service.APPROVAL), "ada@acme.test", "demo-pass-ada");

        assertThat(exitCode(dev("status"))).isZero();
        assertThat(exitCode(devWithoutPortBase("status"))).isZero();
        assertThat(exitCode(dev("up"))).isEqualTo(1);
        assertThat(output("up")).contains("already running");

        assertThat(exitCode(dev("down"))).isZero();
        assertThat(exitCode(dev("status"))).isEqualTo(4);
    }

    @Test
    void anInterruptStopsEverything() throws Exception {
        var up = dev("up");
        awaitOutput("Ctrl-C stops everything");
        up.destroy();
        assertThat(up.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(output("up")).doesNotContain("error");
    }

    @Test
    void aServiceThatDiesEndsEverythingWithItsLastErrors() throws Exception {
        var up = dev("up");
        awaitOutput("Ctrl-C stops everything");
        process(Service.RISK).kill();
        assertThat(exitCode(up)).isEqualTo(1);
        assertThat(output("up")).contains("error: risk ended by itself; everything is stopped", "the last error");
    }

    @Test
    void startsAgainAfterEverythingWasKilled() throws Exception {
        var up = dev("up");
        awaitOutput("Ctrl-C stops everything");
        up.destroyForcibly();
        up.waitFor();
        for (var process : Running.processes(installation)) {
            process.kill();
        }
        assertThat(exitCode(dev("up", "--detach"))).isZero();
        assertThat(exitCode(dev("down"))).isZero();
    }

    @Test
    void downWithALauncherInTheForegroundIsNoFault() throws Exception {
        var up = dev("up");
        awaitOutput("Ctrl-C stops everything");
        assertThat(exitCode(dev("down"))).isZero();
        assertThat(up.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(output("up")).doesNotContain("error");
    }

    @Test
    void aTakenPortIsOneLineAndNothingStarts() throws Exception {
        try (var _ = new ServerSocket(installation.port(Service.AUDIT), 1, InetAddress.getLoopbackAddress())) {
            assertThat(exitCode(dev("up"))).isEqualTo(1);
            assertThat(output("up"))
                    .startsWith("error: port " + installation.port(Service.AUDIT) + " (audit) is taken");
            assertThat(output("up").lines()).hasSize(1);
        }
    }

    @Test
    void aServiceThatIsNotBuiltStopsTheStart() throws Exception {
        Files.delete(installation.built(Service.GATEWAY).resolve("quarkus-run.jar"));
        assertThat(exitCode(dev("up"))).isEqualTo(1);
        assertThat(output("up")).contains("gateway is not built");
    }

    private LiveProcess process(Service service) throws IOException {
        return Running.processes(installation).stream()
                .filter(process -> process.name().equals(service.id()))
                .findFirst()
                .orElseThrow();
    }

    private Process dev(String... arguments) throws IOException {
        var builder = builder(arguments);
        builder.environment().put(Installation.PORT_BASE_VARIABLE, Integer.toString(installation.portBase()));
        return builder.start();
    }

    private Process devWithoutPortBase(String... arguments) throws IOException {
        var builder = builder(arguments);
        builder.environment().remove(Installation.PORT_BASE_VARIABLE);
        return builder.start();
    }

    private ProcessBuilder builder(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Drepository.root=" + repository,
                "-cp",
                System.getProperty("java.class.path"),
                Dev.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(outputFile(arguments[0]).toFile());
        builder.environment()
                .put(Installation.HOME_VARIABLE, installation.home().toString());
        return builder;
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private void awaitOutput(String text) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(output("up")).contains(text));
    }

    private String output(String command) throws IOException {
        return Files.readString(outputFile(command));
    }

    private Path outputFile(String command) {
        return repository.resolve(command + ".out");
    }

    private static void writeProgram(Path jar) throws IOException {
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

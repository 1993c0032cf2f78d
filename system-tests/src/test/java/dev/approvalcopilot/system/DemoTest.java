package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.demo.Demo;
import dev.approvalcopilot.local.demo.HumanStory;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.Repository;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./dev demo}. */
@WholeProduct
class DemoTest {
    private static final String PROGRAM = "dev.approvalcopilot.local.launcher.Dev";

    @TempDir
    Path directory;

    @Test
    void tellsTheMainJobInSixChaptersWithoutAnEscapeSequence(Product product) throws Exception {
        var told = new ByteArrayOutputStream();
        try (var out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            new Demo(product.installation(), new HumanStory(out, false), "the page").run();
        }
        assertThat(told.toString(StandardCharsets.UTF_8))
                .containsSubsequence("Goal", "Plan", "Decision", "Step-up", "Outcome", "Proof", "Open next: the page")
                .contains(
                        "Authorise a one-time token", "insufficient_user_authentication", "say it in #general instead")
                .doesNotContain("\033");
    }

    @Test
    void theCommandUsesTheRunningStackAndLeavesItRunning(Product product) throws Exception {
        var lines = directory.resolve("lines");
        var demo = dev(product, "demo", "--json").redirectOutput(lines.toFile()).start();
        assertThat(demo.waitFor(120, TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readAllLines(lines))
                .allMatch(line -> line.startsWith("{\"time\":"))
                .last()
                .asString()
                .contains("\"result\":\"shown\"");
        assertThat(demo.exitValue()).isZero();
        assertThat(product.stack().processes()).allMatch(process -> process.isAlive());
    }

    private static ProcessBuilder dev(Product product, String... arguments) {
        var built = Repository.root().resolve("deploy/local/target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Drepository.root=" + Repository.root(),
                "-cp",
                built.resolve("deploy-local.jar") + File.pathSeparator + built.resolve("lib") + "/*",
                PROGRAM));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        var environment = builder.environment();
        environment.put(
                Installation.HOME_VARIABLE, product.installation().home().toString());
        environment.put(
                Installation.PORT_BASE_VARIABLE,
                Integer.toString(product.installation().portBase()));
        return builder;
    }
}

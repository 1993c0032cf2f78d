package dev.approvalcopilot.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.stack.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./dev}, as far as it goes without a build. */
class DevScriptTest {
    @TempDir
    Path home;

    private record Ended(int code, String output) {}

    @Test
    void helpNamesEveryCommand() throws Exception {
        var help = dev("--help");
        assertThat(help.code()).isZero();
        assertThat(Dev.commandLine().getSubcommands().keySet())
                .allSatisfy(command -> assertThat(help.output()).contains("\n  " + command + " "));
        assertThat(help.output()).contains("\n  test ", "\n  build ", "Exit codes");
    }

    @Test
    void noCommandShowsTheHelp() throws Exception {
        assertThat(dev()).isEqualTo(dev("--help"));
    }

    @Test
    void anUnknownCommandIsOneLine() throws Exception {
        var ended = dev("launch");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.output()).isEqualTo("error: there is no command launch; see ./dev --help\n");
    }

    @Test
    void anUnknownModuleOrOptionOfTestIsRefused() throws Exception {
        assertThat(dev("test", "no-such-module").code()).isEqualTo(2);
        assertThat(dev("test", "--no-such-option").code()).isEqualTo(2);
        assertThat(dev("test", "--fast", "--long").output())
                .isEqualTo("error: test takes --fast or --long, not both\n");
    }

    @Test
    void whatNeedsNoBuildSaysSo() throws Exception {
        assertThat(dev("down")).isEqualTo(new Ended(0, "Nothing was running.\n"));
        assertThat(dev("status").code()).isEqualTo(4);
        assertThat(dev("logs", "risk").code()).isEqualTo(1);
        assertThat(dev("halts").code()).isEqualTo(1);
        try (var files = Files.list(home)) {
            assertThat(files).isEmpty();
        }
    }

    private Ended dev(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("repository.root"), "dev").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(new File("/dev/null"));
        builder.environment().put(Installation.HOME_VARIABLE, home.toString());
        builder.environment().put("JAVA_HOME", "/nonsense");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}

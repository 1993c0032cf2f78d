package dev.approvalcopilot.local.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserProgramTest {
    @TempDir
    Path first;

    @TempDir
    Path second;

    @Test
    void findsEveryNameAndPrefersChromium() throws IOException {
        var path = first + File.pathSeparator + second;
        var chrome = executable(first.resolve("google-chrome"));
        assertThat(BrowserProgram.find(path)).isEqualTo(chrome);
        var chromium = executable(second.resolve("chromium"));
        assertThat(BrowserProgram.find(path)).isEqualTo(chromium);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> BrowserProgram.find(first.toString()))
                .hasMessage("browser tests need one of chromium, chromium-browser, google-chrome on the PATH");
    }

    @Test
    void theScriptLooksForTheSameNames() throws IOException {
        assertThat(Files.readString(Path.of(System.getProperty("repository.root"), "dev")))
                .contains("for program in " + String.join(" ", BrowserProgram.NAMES) + ";");
    }

    private static Path executable(Path program) throws IOException {
        Files.createFile(program);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }
}

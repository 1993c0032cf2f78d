package dev.approvalcopilot.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes with the same program, one started as the gateway is: what works on the one must not on the other. */
@EnabledOnOs(OS.LINUX)
@Tag("stack")
class TokenHolderTest {

    private static final String PROGRAM = """
            public class Idle {
                public static void main(String[] args) throws Exception {
                    System.out.println("ready");
                    System.in.read();
                }
            }
            """;

    @TempDir
    static Path folder;

    private static Process holder;
    private static Process ordinary;

    @BeforeAll
    static void start() throws IOException {
        var program = Files.writeString(folder.resolve("Idle.java"), PROGRAM);
        var guarded = new ArrayList<>(TokenHolder.withoutCore());
        guarded.add(Commands.java());
        guarded.addAll(TokenHolder.OPTIONS);
        guarded.add(program.toString());
        holder = running(guarded);
        ordinary = running(List.of(Commands.java(), program.toString()));
    }

    @AfterAll
    static void stop() {
        holder.destroyForcibly();
        ordinary.destroyForcibly();
    }

    private static Process running(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("ready");
        return process;
    }

    private record Run(int code, String text) {}

    private static Run run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), text);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thread.print", "GC.heap_dump", "JFR.start", "VM.system_properties"})
    void nobodyAttaches(String command) throws Exception {
        var dump = folder.resolve("dump");

        var refused = run(tool("jcmd"), Long.toString(holder.pid()), command, dump.toString());

        assertThat(refused.code()).isNotZero();
        assertThat(refused.text()).contains("AttachNotSupportedException");
        assertThat(dump).doesNotExist();
    }

    /** Else the test above would pass where attaching never works. */
    @Test
    void anOrdinaryProcessLetsOneAttach() throws Exception {
        assertThat(run(tool("jcmd"), Long.toString(ordinary.pid()), "VM.version")
                        .code())
                .isZero();
    }

    @Test
    void isNotListedWithItsArguments() {
        var shared = Path.of(System.getProperty("java.io.tmpdir"), "hsperfdata_" + System.getProperty("user.name"));

        assertThat(shared.resolve(Long.toString(ordinary.pid()))).exists();
        assertThat(shared.resolve(Long.toString(holder.pid()))).doesNotExist();
    }

    @Test
    void leavesNoCore() {
        assertThat(limits(holder)).containsPattern("Max core file size\\s+0\\s+0");
    }

    private static String limits(Process process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "limits"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

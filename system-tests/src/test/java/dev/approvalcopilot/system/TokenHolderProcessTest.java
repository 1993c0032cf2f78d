package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The running gateway, as somebody of the same user on the same machine would try to read its memory. */
@WholeProduct
@EnabledOnOs(OS.LINUX)
class TokenHolderProcessTest {
    @TempDir
    Path folder;

    private record Ended(int code, String text) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread.print",
                "GC.heap_dump",
                "GC.class_histogram",
                "JFR.start",
                "JVMTI.agent_load",
                "ManagementAgent.start_local",
                "VM.system_properties"
            })
    void letsNobodyAttach(String command, Product product) throws Exception {
        var dump = folder.resolve("dump");

        var refused = jcmd(product, Service.GATEWAY, command, dump.toString());

        assertThat(refused.code()).isNotZero();
        assertThat(refused.text()).contains("AttachNotSupportedException");
        assertThat(dump).doesNotExist();
        assertThat(product.stack().service(Service.GATEWAY).isReady()).isTrue();
    }

    /** Else the refusals above would show nothing. */
    @Test
    void anotherServiceLetsOneAttach(Product product) throws Exception {
        assertThat(jcmd(product, Service.PLANNER, "VM.version").code()).isZero();
    }

    @Test
    void isListedNowhereWithItsArguments(Product product) {
        var shared = Path.of(System.getProperty("java.io.tmpdir"), "hsperfdata_" + System.getProperty("user.name"));

        assertThat(shared.resolve(pid(product, Service.PLANNER))).exists();
        assertThat(shared.resolve(pid(product, Service.GATEWAY))).doesNotExist();
    }

    @Test
    void leavesNoCoreAndWasHandedNoAgent(Product product) throws IOException {
        var process = Path.of("/proc", pid(product, Service.GATEWAY));

        assertThat(Files.readString(process.resolve("limits"))).containsPattern("Max core file size\\s+0\\s+0");
        assertThat(Files.readString(process.resolve("environ")).split("\0"))
                .noneMatch(variable -> variable.matches("(JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS)=.*"));
        assertThat(Files.readString(process.resolve("cmdline")).split("\0"))
                .noneMatch(
                        argument -> argument.matches("-(javaagent|agentlib|agentpath|Xrunjdwp|XX:StartFlightRec).*"));
    }

    private static Ended jcmd(Product product, Service service, String... command)
            throws IOException, InterruptedException {
        var program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        // Where nobody answers it would knock for ten seconds.
        var patience = "-J-Dsun.tools.attach.attachTimeout=3000";
        var process = new ProcessBuilder(
                        Stream.concat(Stream.of(program, patience, pid(product, service)), Stream.of(command))
                                .toList())
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), text);
    }

    private static String pid(Product product, Service service) {
        return Long.toString(product.stack().service(service).pid());
    }
}

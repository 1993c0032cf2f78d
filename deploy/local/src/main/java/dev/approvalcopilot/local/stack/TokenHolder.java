package dev.approvalcopilot.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the one process that holds provider tokens is started: nobody reads its memory through the virtual machine's own doors,
 * and it leaves no picture of itself behind. The Kubernetes manifest says the same. Root, and a debugger with the right to
 * trace it, are not kept out by this.
 */
final class TokenHolder {

    /** Options of the virtual machine; they win over variables, which are removed all the same. */
    static final List<String> OPTIONS = List.of(
            // No jcmd, jstack, jmap, jconsole: with them no heap dump, no flight recording, no agent from outside.
            "-XX:+DisableAttachMechanism",
            "-XX:-EnableDynamicAgentLoading",
            "-XX:-UsePerfData",
            "-XX:-HeapDumpOnOutOfMemoryError",
            // No core, and no hs_err file, which quotes registers and stack.
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+SuppressFatalErrorMessage");

    /** With these a parent process could hand in an agent or a recording. */
    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private TokenHolder() {}

    /** A prefix that forbids the kernel a core file. Keeps the process id. Empty where the system has no such program. */
    static List<String> withoutCore() {
        return Stream.of("/usr/bin/prlimit", "/bin/prlimit")
                .filter(program -> Files.isExecutable(Path.of(program)))
                .limit(1)
                .flatMap(program -> Stream.of(program, "--core=0:0", "--"))
                .toList();
    }

    static void clean(Map<String, String> environment) {
        VARIABLES.forEach(environment::remove);
    }
}

package dev.approvalcopilot.local.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Pieces of the command lines of the processes that an installation starts. */
final class Commands {
    private Commands() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin/java").toString();
    }

    /**
     * A prefix that gives the child a session of its own, so that Ctrl-C in the terminal reaches the launcher alone,
     * which then stops everything in order. Keeps the process id. Empty where the system has no such program.
     */
    static List<String> ownSession() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .filter(program -> Files.isExecutable(Path.of(program)))
                .limit(1)
                .toList();
    }

    /** Own class path if it holds the broker, else a copy of what the build of this module leaves in its target folder. */
    static String stackClassPath(Installation installation) throws IOException {
        if (Commands.class.getResource("/kafka/server/KafkaRaftServer.class") != null) {
            return System.getProperty("java.class.path");
        }
        var built = installation.repository().resolve("deploy/local/target");
        if (!Files.exists(built.resolve("deploy-local.jar"))) {
            throw new IOException("build deploy/local first: there is no deploy-local.jar in " + built);
        }
        var programs = installation.programs("stack");
        Programs.mirror(built.resolve("lib"), programs.resolve("lib"));
        Files.copy(
                built.resolve("deploy-local.jar"),
                programs.resolve("deploy-local.jar"),
                StandardCopyOption.REPLACE_EXISTING);
        return programs.resolve("deploy-local.jar") + File.pathSeparator + programs.resolve("lib") + "/*";
    }
}

package dev.approvalcopilot.local.stack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Own class path if it holds the broker, else the one that the build of this module leaves in its target folder. */
    static String stackClassPath(Installation installation) {
        if (Commands.class.getResource("/kafka/server/KafkaRaftServer.class") != null) {
            return System.getProperty("java.class.path");
        }
        var target = installation.repository().resolve("deploy/local/target");
        if (!Files.exists(target.resolve("deploy-local.jar"))) {
            throw new IllegalStateException("build deploy/local first: there is no deploy-local.jar in " + target);
        }
        return target.resolve("deploy-local.jar") + File.pathSeparator + target.resolve("lib") + "/*";
    }
}

package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.local.stack.Running;
import dev.approvalcopilot.local.stack.StackSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Start everything and stay; Ctrl-C stops it all.",
            "What runs already is left alone: then only what is missing is started, and goes on without this command."
        })
final class Up implements Callable<Integer> {
    @Option(
            names = {"-d", "--detach"},
            description = "Return when all is ready; ./dev down stops it.")
    private boolean detach;

    @Option(
            names = {"-f", "--follow"},
            description = "Show the services' logs, readable.")
    private boolean follow;

    private final Set<Part> parts;

    Up(Set<Part> parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() throws Exception {
        var installation = Home.installation();
        var progress = new StartProgress(System.out);
        var begin = Instant.now();
        if (!Running.processes(installation).isEmpty()) {
            complete(installation, progress, begin);
        } else if (detach) {
            StackSession.startDetached(installation, parts, progress);
            sayReady(installation, begin);
        } else {
            stay(installation, progress, begin);
        }
        return ExitCode.OK;
    }

    private void complete(Installation installation, StartProgress progress, Instant begin) throws Exception {
        var started = StackSession.complete(installation, parts, progress);
        System.out.println(
                started.isEmpty()
                        ? "It is already running, whole."
                        : "Started what was missing: " + String.join(", ", started) + ".");
        sayReady(installation, begin);
        System.out.println(Terminal.dim("It goes on without this command; ./dev down stops it."));
        if (follow && !detach) {
            LogFollower.followAll(installation);
            Thread.currentThread().join();
        }
    }

    private void stay(Installation installation, StartProgress progress, Instant begin) throws Exception {
        try (var session = StackSession.start(installation, parts, progress)) {
            sayReady(installation, begin);
            if (follow) {
                LogFollower.followAll(installation);
            } else {
                System.out.println(Terminal.dim("Ctrl-C stops everything. Logs: ./dev logs SERVICE"));
            }
            var first = session.awaitFirstEnd();
            throw new Failure(first.name() + " ended by itself; everything is stopped", first.lastErrors());
        }
    }

    private static void sayReady(Installation installation, Instant begin) throws IOException {
        System.out.println();
        Addresses.print(installation, Duration.between(begin, Instant.now()));
    }
}

package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.LiveProcess;
import dev.approvalcopilot.local.stack.NotStarted;
import dev.approvalcopilot.local.stack.Ports;
import dev.approvalcopilot.local.stack.Running;
import dev.approvalcopilot.local.stack.RunningStack;
import dev.approvalcopilot.local.stack.StackProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Start everything and stay; Ctrl-C stops it all.")
final class Up implements Callable<Integer> {
    @Option(
            names = {"-d", "--detach"},
            description = "Return when all is ready; ./dev down stops it.")
    private boolean detach;

    @Option(
            names = {"-f", "--follow"},
            description = "Show the services' logs, readable.")
    private boolean follow;

    private RunningStack running;
    private volatile boolean stopping;

    @Override
    public Integer call() throws Exception {
        var installation = Home.installation();
        refuseUnlessFree(installation);
        var begin = Instant.now();
        Running.rememberLauncher(installation);
        try {
            start(installation);
        } catch (NotStarted e) {
            throw new Failure(e.getMessage() + "; everything is stopped", e.lastErrors());
        }
        System.out.println();
        Addresses.print(installation, Duration.between(begin, Instant.now()));
        if (detach) {
            return ExitCode.OK;
        }
        return stay(installation);
    }

    private static void refuseUnlessFree(Installation installation) throws IOException, Failure {
        if (!Running.processes(installation).isEmpty()) {
            throw new Failure("it is already running: ./dev status shows it, ./dev down stops it");
        }
        var taken = Ports.taken(installation);
        if (taken.isPresent()) {
            throw new Failure(taken.get());
        }
    }

    private void start(Installation installation) throws IOException, InterruptedException {
        System.out.println("Starting broker, database, stand-ins and five services");
        // Set before the start, since Ctrl-C may come in the middle of it; a detached start is undone as well.
        var stopper = new Thread(() -> stop(installation), "stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        var life = detach ? StackProcess.Life.DETACHED : StackProcess.Life.WITH_PARENT;
        running = RunningStack.start(
                installation,
                life,
                (name, took) -> System.out.printf(
                        "  %-10s %s %s%n", name, Terminal.green("ready"), Terminal.dim(Terminal.seconds(took))));
        if (detach) {
            Runtime.getRuntime().removeShutdownHook(stopper);
        }
    }

    private Integer stay(Installation installation) throws InterruptedException, Failure {
        if (follow) {
            LogFollower.followAll(installation);
        } else {
            System.out.println(Terminal.dim("Ctrl-C stops everything. Logs: ./dev logs SERVICE"));
        }
        var first = running.awaitFirstEnd();
        if (stopping) {
            Thread.currentThread().join(); // the end of this program is under way, and this end is part of it
        }
        throw new Failure(ended(first) + "; everything is stopped", first.lastErrors());
    }

    private static String ended(LiveProcess process) {
        return process.name() + " ended by itself";
    }

    private void stop(Installation installation) {
        stopping = true;
        try {
            if (!Running.processes(installation).isEmpty()) {
                System.out.println("Stopping");
            }
            Running.stopAll(installation);
        } catch (IOException e) {
            Terminal.error(List.of("while stopping: " + e.getMessage()));
        }
    }
}

package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.StackSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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

    @Override
    public Integer call() throws Exception {
        var installation = Home.installation();
        var progress = new StartProgress(System.out);
        var begin = Instant.now();
        if (detach) {
            StackSession.startDetached(installation, progress);
            sayReady(installation, begin);
            return ExitCode.OK;
        }
        try (var session = StackSession.start(installation, progress)) {
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

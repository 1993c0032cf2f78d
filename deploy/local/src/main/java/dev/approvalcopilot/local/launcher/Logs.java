package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.stack.LogLine;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Show the log of a service, readable.")
final class Logs implements Callable<Integer> {
    /** The processes that have a log. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return all().iterator();
        }

        static List<String> all() {
            var names =
                    new ArrayList<>(Stream.of(Service.values()).map(Service::id).toList());
            names.addAll(List.of("stack", "postgres"));
            return names;
        }
    }

    @Parameters(
            paramLabel = "SERVICE",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String service;

    @Option(
            names = {"-f", "--follow"},
            description = "Keep showing what comes; Ctrl-C ends it.")
    private boolean follow;

    @Option(names = "--raw", description = "As written, JSON lines.")
    private boolean raw;

    @Override
    public Integer call() throws Exception {
        if (!Names.all().contains(service)) {
            throw new Failure("no log is called " + service + "; there are " + String.join(", ", Names.all()));
        }
        var file = Home.installation().logFile(service);
        if (!Files.exists(file)) {
            throw new Failure(service + " has not run yet: there is no " + file);
        }
        var follower = new LogFollower(file, line -> System.out.println(raw ? line : readable(line)));
        follower.printNew();
        while (follow) {
            Thread.sleep(LogFollower.INTERVAL);
            follower.printNew();
        }
        return ExitCode.OK;
    }

    private static String readable(String line) {
        return LogFollower.styled(LogLine.of(line));
    }
}

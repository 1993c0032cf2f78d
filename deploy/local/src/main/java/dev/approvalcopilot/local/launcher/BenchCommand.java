package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.local.bench.Bench;
import dev.approvalcopilot.local.bench.InboxBench;
import dev.approvalcopilot.local.bench.JsonReport;
import dev.approvalcopilot.local.bench.Plan;
import dev.approvalcopilot.local.bench.TextReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description = {
            "Measure complete lives of actions, on the running stack or on one brought up and down.",
            "Resets what the stand-ins of GitHub, Slack and Gmail hold. Means something only on a quiet machine.",
            "Exit code 1 unless every action finished, with its one effect."
        })
final class BenchCommand implements Callable<Integer> {
    /** More than a page. */
    private static final int FEW = 100;

    private static final int MOST_WAITING = 100_000;
    private static final int REQUESTS = 1_000;

    @Option(
            names = "--concurrency",
            split = ",",
            defaultValue = "1,32",
            paramLabel = "N",
            description = "Actions at once, a round each (default: ${DEFAULT-VALUE}).")
    private List<Integer> concurrencies;

    @Option(
            names = "--actions",
            defaultValue = "0",
            paramLabel = "N",
            description = "Actions a round (default: 100, or 10 for each at once).")
    private int actions;

    @Option(
            names = "--warm-up",
            defaultValue = "64",
            paramLabel = "N",
            description = "Actions that do not count, before the first round (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--inbox",
            arity = "0..1",
            fallbackValue = "10000",
            paramLabel = "N",
            description = {
                "Instead: the inbox API of a person for whom N actions wait (default: ${FALLBACK-VALUE}) beside one for whom "
                        + "100 do. Exit code 1 when p99 of a page is more than three times as long."
            })
    private Integer inbox;

    @Option(names = "--json", description = "One JSON object; progress goes to the standard error.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return inbox == null ? lives() : inbox();
    }

    private int inbox() throws Exception {
        if (inbox < FEW || inbox > MOST_WAITING) {
            throw new ParameterException(
                    spec.commandLine(), "an inbox has " + FEW + " to " + MOST_WAITING + " actions, not " + inbox);
        }
        var progress = json ? System.err : System.out;
        try (var borrowed = BorrowedStack.take(Home.installation(), progress)) {
            var bench = new InboxBench(borrowed.stack().installation(), FEW, inbox, REQUESTS, progress);
            var report = bench.run();
            if (json) {
                System.out.println(report.json());
            } else {
                System.out.println();
                report.text().forEach(System.out::println);
            }
            return report.keepsTheLimit() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private int lives() throws Exception {
        var plan = plan();
        var progress = json ? System.err : System.out;
        try (var borrowed = BorrowedStack.take(Home.installation(), progress)) {
            var report = new Bench(borrowed.stack(), plan, progress).run();
            if (json) {
                System.out.println(JsonReport.of(report));
            } else {
                System.out.println();
                TextReport.of(report).forEach(System.out::println);
            }
            return report.clean() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private Plan plan() {
        try {
            return new Plan(concurrencies, actions, warmUp);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}

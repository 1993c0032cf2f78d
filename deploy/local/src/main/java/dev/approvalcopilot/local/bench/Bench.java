package dev.approvalcopilot.local.bench;

import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.Providers;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.RunningStack;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Measures a running product: PostgreSQL by itself first, then a round of actions for each concurrency. */
public final class Bench {
    private static final List<String> PEOPLE = List.of("ada", "bob");
    private static final String OPERATOR = "olga";
    private static final Duration BASELINE = Duration.ofSeconds(2);
    private static final Duration AUDIT_LIMIT = Duration.ofSeconds(10);
    private static final Duration AUDIT_POLL = Duration.ofMillis(200);

    /** Of a round; enough for a median, and soon read. */
    private static final int LIVES_IN_THE_AUDIT_LOG = 100;

    private final RunningStack stack;
    private final Plan plan;
    private final PrintStream progress;
    private final Providers providers;
    private final Load load;
    private final CopilotClient operator;

    /** @param progress what happens, a line each */
    public Bench(RunningStack stack, Plan plan, PrintStream progress) {
        this.stack = stack;
        this.plan = plan;
        this.progress = progress;
        this.providers = new Providers(stack.installation());
        this.load = new Load(PEOPLE.stream()
                .map(name -> CopilotClient.login(stack.installation(), name))
                .toList());
        this.operator = CopilotClient.login(stack.installation(), OPERATOR);
    }

    /** Takes a minute or more. Resets what the providers' stand-ins hold. */
    public Report run() throws IOException, SQLException, InterruptedException {
        var at = Instant.now();
        var loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        warmUp();
        var rounds = new ArrayList<Report.Round>();
        for (var concurrency : plan.concurrencies()) {
            rounds.add(round(concurrency));
        }
        return new Report(at, Runtime.getRuntime().availableProcessors(), loadBefore, rounds);
    }

    private void warmUp() throws InterruptedException {
        if (plan.warmUp() > 0) {
            var concurrency = Math.min(plan.highest(), plan.warmUp());
            progress.println("Warming up with " + plan.warmUp() + " actions");
            load.run(concurrency, plan.warmUp(), _ -> {});
        }
    }

    private Report.Round round(int concurrency) throws IOException, SQLException, InterruptedException {
        var commits = baseline(stack.installation(), concurrency);
        var actions = plan.actionsAt(concurrency);
        progress.println(actions + " actions, " + concurrency + " at once");
        // Its ledger then holds this round and nothing else.
        providers.reset();
        var cpuBefore = CpuTimes.read(stack);
        var lived = load.run(concurrency, actions, ended -> tell(ended, actions));
        var cpu = CpuTimes.read(stack).since(cpuBefore);
        var finished = Evidence.withArrivals(lived.finished(), providers.callsAfter(0));
        var failures = Stream.of(
                        lived.failed().stream().map(Life.Failed::reason),
                        Evidence.differences(finished, providers.effectsAfter(0)).stream(),
                        notBegun(lived, actions))
                .flatMap(reasons -> reasons)
                .toList();
        return new Report.Round(
                concurrency, actions, audited(finished), lived.took(), Report.counted(failures), cpu, commits);
    }

    private CommitRate baseline(Installation installation, int connections) throws SQLException, InterruptedException {
        progress.println("PostgreSQL by itself, " + connections + (connections == 1 ? " connection" : " connections"));
        return CommitRate.measure(installation, connections, BASELINE);
    }

    private void tell(int ended, int actions) {
        if (ended * 4 / actions != (ended - 1) * 4 / actions) {
            progress.println("  " + ended + " of " + actions);
        }
    }

    private static Stream<String> notBegun(Load.Lived lived, int actions) {
        return Stream.generate(() -> "not begun, since too many failed or it took too long")
                .limit(actions - lived.lives().size());
    }

    /** The first lives of a round with what the audit log says; the others as they are. */
    private List<Life.Finished> audited(List<Life.Finished> lives) throws InterruptedException {
        var audited = new ArrayList<Life.Finished>();
        var limit = Instant.now().plus(AUDIT_LIMIT);
        for (var life : lives) {
            audited.add(audited.size() < LIVES_IN_THE_AUDIT_LOG ? audited(life, limit) : life);
        }
        return audited;
    }

    /** The log is written a moment after the events. */
    private Life.Finished audited(Life.Finished life, Instant limit) throws InterruptedException {
        var audited = Evidence.withAudit(life, operator.auditOfRun(life.run()));
        while (!audited.moments().containsKey(Moment.SUCCEEDED) && Instant.now().isBefore(limit)) {
            Thread.sleep(AUDIT_POLL);
            audited = Evidence.withAudit(life, operator.auditOfRun(life.run()));
        }
        return audited;
    }
}

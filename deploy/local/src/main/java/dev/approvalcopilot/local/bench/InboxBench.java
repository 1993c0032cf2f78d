package dev.approvalcopilot.local.bench;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.local.client.ActionRow;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.stack.Installation;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** What an inbox in which very much waits costs its person, beside one in which little does. Requests take turns. */
public final class InboxBench {
    /** Nothing of them is needed elsewhere: neither has accounts to approve with. */
    private static final String FEW = "carol";

    private static final String MANY = "otto";

    private static final int OF_A_RUN = 250;
    private static final int PAGE = 50;
    private static final int WARM_UP = 200;
    private static final Duration FILL_LIMIT = Duration.ofMinutes(60);
    private static final Duration FILL_POLL = Duration.ofSeconds(1);

    private final Installation installation;
    private final int few;
    private final int many;
    private final int requests;
    private final PrintStream progress;

    /**
     * @param many actions that wait in the full inbox; {@code few} in the other
     * @param requests of each kind, to each inbox
     * @param progress what happens, a line each
     */
    public InboxBench(Installation installation, int few, int many, int requests, PrintStream progress) {
        this.installation = installation;
        this.few = few;
        this.many = many;
        this.requests = requests;
        this.progress = progress;
    }

    /** A person before their inbox. */
    private record Inbox(CopilotClient person, int waiting, List<String> cursors) {}

    /** Minutes. Cancels in the end what it made wait. */
    public InboxReport run() throws InterruptedException {
        var loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        var carol = CopilotClient.login(installation, FEW);
        var otto = CopilotClient.login(installation, MANY);
        var runs = new ArrayList<Map.Entry<String, UUID>>();
        try (var proposals = new Proposals(installation)) {
            try {
                var begin = Instant.now();
                fill(FEW, carol, few, proposals, runs);
                fill(MANY, otto, many, proposals, runs);
                var filling = Duration.between(begin, Instant.now());
                return measure(loadBefore, filling, look(carol), look(otto));
            } finally {
                runs.forEach(run -> proposals.cancel(run.getKey(), run.getValue()));
            }
        }
    }

    private void fill(
            String name, CopilotClient person, int actions, Proposals proposals, List<Map.Entry<String, UUID>> runs)
            throws InterruptedException {
        progress.println(name + ": " + actions + " actions go through proposal, classification and intake");
        var limit = Instant.now().plus(FILL_LIMIT);
        var own = new ArrayList<UUID>();
        for (int left = actions; left > 0; left -= OF_A_RUN) {
            var run = Ids.next();
            own.add(run);
            runs.add(Map.entry("auth0|" + name, run));
            proposals.propose("auth0|" + name, run, Math.min(left, OF_A_RUN));
        }
        int expected = actions;
        for (var run : own) {
            var wanted = Math.min(expected, OF_A_RUN);
            while (person.actionsOf(run).size() < wanted) {
                if (Instant.now().isAfter(limit)) {
                    throw new IllegalStateException(
                            "the inbox was not full after " + FILL_LIMIT.toMinutes() + " minutes");
                }
                Thread.sleep(FILL_POLL);
            }
            expected -= wanted;
        }
    }

    /** Counts what waits, and keeps the places where pages begin. */
    private static Inbox look(CopilotClient person) {
        var cursors = new ArrayList<String>();
        int waiting = 0;
        ActionRow.Page page;
        var cursor = "";
        do {
            page = person.page("state=PENDING&limit=" + PAGE + cursor);
            waiting += page.actions().size();
            if (page.next() != null) {
                cursors.add(page.next());
                cursor = "&cursor=" + page.next();
            }
        } while (page.next() != null);
        return new Inbox(person, waiting, cursors);
    }

    private InboxReport measure(double loadBefore, Duration filling, Inbox few, Inbox many) {
        progress.println(requests + " requests of each kind to each inbox, " + few.waiting + " and " + many.waiting
                + " actions wait");
        var random = new Random(1);
        var fewTimes = new EnumMap<InboxReport.Kind, List<Duration>>(InboxReport.Kind.class);
        var manyTimes = new EnumMap<InboxReport.Kind, List<Duration>>(InboxReport.Kind.class);
        for (var kind : InboxReport.Kind.values()) {
            var fewOnes = new ArrayList<Duration>();
            var manyOnes = new ArrayList<Duration>();
            for (int i = -WARM_UP; i < requests; i++) {
                var one = time(kind, few, random);
                var other = time(kind, many, random);
                if (i >= 0) {
                    fewOnes.add(one);
                    manyOnes.add(other);
                }
            }
            fewTimes.put(kind, fewOnes);
            manyTimes.put(kind, manyOnes);
        }
        return InboxReport.of(
                Instant.now(),
                Runtime.getRuntime().availableProcessors(),
                loadBefore,
                filling,
                few.waiting,
                many.waiting,
                fewTimes,
                manyTimes);
    }

    private static Duration time(InboxReport.Kind kind, Inbox inbox, Random random) {
        var query = switch (kind) {
            case FIRST_PAGE -> "state=PENDING&limit=" + PAGE;
            case ANY_PAGE ->
                "state=PENDING&limit=" + PAGE + "&cursor=" + inbox.cursors.get(random.nextInt(inbox.cursors.size()));
            case RARE_WORD -> "state=PENDING&limit=" + PAGE + "&q=site-20";
            case ONE_TOOL -> "state=PENDING&limit=" + PAGE + "&tool=gmail.send_message";
            case FLOODS -> "";
        };
        var begin = System.nanoTime();
        if (query.isEmpty()) {
            inbox.person.floods();
        } else {
            inbox.person.page(query);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}

package dev.approvalcopilot.local.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was measured.
 *
 * @param loadBefore the system's load average before anything was measured; negative where it does not tell
 */
public record Report(Instant at, int processors, double loadBefore, List<Round> rounds) {
    public Report {
        rounds = List.copyOf(rounds);
    }

    /** Whether every action of every round finished, with its one effect. */
    public boolean clean() {
        return rounds.stream().allMatch(round -> round.failures().isEmpty());
    }

    /**
     * What one concurrency gave.
     *
     * @param actions asked for
     * @param took from the first goal to the last end
     * @param failures reasons, with how often
     * @param cpu processor time of the round, by process
     * @param commits PostgreSQL's own rate, with as many connections
     */
    record Round(
            int concurrency,
            int actions,
            List<Life.Finished> finished,
            Duration took,
            Map<String, Integer> failures,
            Map<String, Duration> cpu,
            CommitRate commits) {

        double perSecond() {
            return finished.size() * 1e9 / took.toNanos();
        }

        double ratio() {
            return perSecond() / commits.perSecond();
        }

        Optional<Spread> between(Moment first, Moment second) {
            return Spread.of(finished.stream()
                    .flatMap(life -> life.between(first, second).stream())
                    .toList());
        }

        /** From each moment to the next, of the lives that the audit log was asked about. */
        List<Stage> stages() {
            var known = finished.stream()
                    .filter(life -> life.moments().containsKey(Moment.PROPOSED))
                    .toList();
            var stages = new ArrayList<Stage>();
            var moments = Moment.values();
            for (var second = 1; second < moments.length; second++) {
                var from = moments[second - 1];
                var to = moments[second];
                Spread.of(known.stream()
                                .flatMap(life -> life.between(from, to).stream())
                                .toList())
                        .ifPresent(spread -> stages.add(new Stage(from, to, spread)));
            }
            return stages;
        }

        /** Milliseconds of processor time for each finished action, by process. */
        Map<String, Double> cpuMillisPerAction() {
            var millis = new LinkedHashMap<String, Double>();
            if (!finished.isEmpty()) {
                cpu.forEach((name, used) -> millis.put(name, used.toNanos() / 1e6 / finished.size()));
            }
            return millis;
        }
    }

    /** A part of a life. */
    record Stage(Moment from, Moment to, Spread spread) {}

    static Map<String, Integer> counted(Collection<String> reasons) {
        return reasons.stream().collect(Collectors.toMap(Function.identity(), _ -> 1, Integer::sum, TreeMap::new));
    }
}

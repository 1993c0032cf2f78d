package dev.approvalcopilot.local.bench;

import java.util.List;

/**
 * What is to be measured.
 *
 * @param concurrencies one round each, in this order
 * @param actions of each round; 0 for {@value #FEWEST}, or ten for each place if that is more
 * @param warmUp actions before the first round, which count for nothing
 */
public record Plan(List<Integer> concurrencies, int actions, int warmUp) {
    static final int FEWEST = 100;

    /** Two people share the runs, and the planner takes 50 open ones of each. */
    static final int MAX_CONCURRENCY = 80;

    /** The ledger of a round is read in one answer. */
    static final int MAX_ACTIONS = 5_000;

    private static final int FOR_EACH_PLACE = 10;

    /** @throws IllegalArgumentException with a sentence for the person at the keyboard */
    public Plan {
        concurrencies = List.copyOf(concurrencies);
        if (concurrencies.isEmpty() || concurrencies.size() > 8) {
            throw new IllegalArgumentException("give 1 to 8 concurrencies");
        }
        concurrencies.forEach(concurrency -> within("a concurrency", concurrency, 1, MAX_CONCURRENCY));
        within("the number of actions", actions, 0, MAX_ACTIONS);
        within("the number of actions to warm up with", warmUp, 0, MAX_ACTIONS);
    }

    int actionsAt(int concurrency) {
        return actions > 0 ? actions : Math.max(FEWEST, FOR_EACH_PLACE * concurrency);
    }

    int highest() {
        return concurrencies.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    private static void within(String what, int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(what + " is from " + least + " to " + most + ", not " + number);
        }
    }
}

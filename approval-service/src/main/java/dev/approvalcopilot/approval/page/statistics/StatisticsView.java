package dev.approvalcopilot.approval.page.statistics;

import dev.approvalcopilot.approval.attention.Statistics;
import dev.approvalcopilot.approval.attention.Statistics.Line;
import dev.approvalcopilot.approval.attention.Statistics.Numbers;
import dev.approvalcopilot.approval.attention.Statistics.OfPerson;
import java.util.List;
import java.util.Locale;

/**
 * Numbers in words.
 *
 * @param blocks the person's own, and that of everybody where they may see it
 * @param seenBy who else sees the person's numbers by name
 * @param tests what became of tests; empty when there were none
 * @param people empty where the person may not see it
 */
public record StatisticsView(int days, String seenBy, String tests, List<Block> blocks, List<PersonRow> people) {
    private static final double PER_CENT = 100.0;
    private static final double MINUTE = 60.0;

    public StatisticsView {
        blocks = List.copyOf(blocks);
        people = List.copyOf(people);
    }

    /**
     * @param id of the heading
     * @param facts one sentence each
     */
    public record Block(
            String id, String title, boolean empty, List<String> facts, List<Row> policies, List<Row> tools) {}

    /** @param rate of approvals, in per cent */
    public record Row(String name, long decisions, long approved, String rate, long overrides) {}

    /** @param median in words */
    public record PersonRow(String person, long decisions, String rate, long overrides, String median) {}

    static StatisticsView of(Statistics statistics) {
        var own = block("own", "Your decisions", statistics.own(), "You");
        return new StatisticsView(
                statistics.days(),
                statistics.peopleShownTo().isEmpty()
                        ? "On this page, nobody else sees your numbers by name."
                        : "Members of " + String.join(", ", statistics.peopleShownTo())
                                + " see everybody's numbers by name.",
                tests(statistics.tests()),
                statistics.team() == null
                        ? List.of(own)
                        : List.of(own, block("team", "Everybody's decisions", statistics.team(), "People here")),
                statistics.people() == null
                        ? List.of()
                        : statistics.people().stream().map(StatisticsView::row).toList());
    }

    private static String tests(Statistics.Tests tests) {
        return tests.decided() == 0
                ? ""
                : "Of " + tests.decided() + (tests.decided() == 1 ? " test" : " tests")
                        + " that you had asked for, you caught " + tests.caught()
                        + ". Tests count in none of the other numbers.";
    }

    private static Block block(String id, String title, Numbers numbers, String who) {
        return new Block(
                id,
                title,
                numbers.decisions() == 0,
                facts(numbers, who),
                numbers.byPolicy().stream().map(StatisticsView::row).toList(),
                numbers.byTool().stream().map(StatisticsView::row).toList());
    }

    private static List<String> facts(Numbers numbers, String who) {
        return List.of(
                who + " decided " + times(numbers.decisions()) + ": " + numbers.approved() + " approved ("
                        + rate(numbers.approved(), numbers.decisions()) + "), " + numbers.rejected() + " rejected, "
                        + numbers.answered() + " answered, " + numbers.changed() + " changed.",
                numbers.medianSeconds() == null
                        ? "None of them was opened first, so there is no time to tell."
                        : "Half of the decisions took less than " + time(numbers.medianSeconds())
                                + " from the first look.",
                rate(numbers.quick(), numbers.decisions()) + " came within " + Statistics.QUICK_SECONDS
                        + " seconds of the first look. That is fine for what you know well, and a good reason to slow"
                        + " down for what you do not.",
                numbers.unopened() == 0
                        ? "Each was opened before it was decided."
                        : times(numbers.unopened()) + " an action was decided without being opened.",
                times(numbers.overrides()) + " something was approved although a policy had raised its level, or a like"
                        + " one had been rejected.");
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    private static Row row(Line line) {
        return new Row(
                line.name(),
                line.decisions(),
                line.approved(),
                rate(line.approved(), line.decisions()),
                line.overrides());
    }

    private static PersonRow row(OfPerson person) {
        return new PersonRow(
                person.person(),
                person.decisions(),
                rate(person.approved(), person.decisions()),
                person.overrides(),
                person.medianSeconds() == null ? "not opened" : time(person.medianSeconds()));
    }

    private static String rate(long part, long whole) {
        return whole == 0 ? "0 %" : Math.round(PER_CENT * part / whole) + " %";
    }

    private static String time(double seconds) {
        return seconds < MINUTE
                ? String.format(Locale.ENGLISH, "%.1f seconds", seconds)
                : String.format(Locale.ENGLISH, "%.0f min", seconds / MINUTE);
    }
}

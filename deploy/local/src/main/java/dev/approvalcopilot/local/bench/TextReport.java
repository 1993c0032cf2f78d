package dev.approvalcopilot.local.bench;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The report as a table for people: a column for each concurrency. */
public final class TextReport {
    private static final int LABEL_WIDTH = 46;
    private static final int COLUMN_WIDTH = 28;
    private static final int TIME_WIDTH = 9;

    private final List<Report.Round> rounds;
    private final List<String> lines = new ArrayList<>();

    private TextReport(Report report) {
        this.rounds = report.rounds();
    }

    public static List<String> of(Report report) {
        return new TextReport(report).lines(report);
    }

    private List<String> lines(Report report) {
        lines.add("%d processors, load %s before, %tF"
                .formatted(
                        report.processors(),
                        load(report.loadBefore()),
                        report.at().atOffset(ZoneOffset.UTC)));
        lines.add("");
        row("", round -> round.concurrency() + " at once");
        row("finished actions", round -> "%d of %d".formatted(round.finished().size(), round.actions()));
        row("finished actions a second", round -> number(round.perSecond()));
        row(
                "commits a second, as many connections",
                round -> number(round.commits().perSecond()));
        row("actions ÷ commits", round -> String.format(Locale.ROOT, "%.4f", round.ratio()));
        heading("milliseconds", "p50", "p99", "max");
        spread("decision sent → request at the provider", Moment.SENT, Moment.ARRIVED);
        spread("decision answered → request at the provider", Moment.ANSWERED, Moment.ARRIVED);
        spread("goal sent → end of the run seen", Moment.STARTED, Moment.ENDED);
        heading("where the time goes, milliseconds", "p50", "p99", "max");
        stages();
        heading("processor time an action, milliseconds", "", "", "");
        cpu();
        failures();
        return lines;
    }

    private void stages() {
        for (var moment : Moment.values()) {
            if (rounds.stream().anyMatch(round -> stageTo(round, moment).isPresent())) {
                row(
                        "→ " + moment.words(),
                        round -> stageTo(round, moment)
                                .map(stage -> times(stage.spread()))
                                .orElse("-"));
            }
        }
    }

    private static Optional<Report.Stage> stageTo(Report.Round round, Moment moment) {
        return round.stages().stream().filter(stage -> stage.to() == moment).findFirst();
    }

    private void cpu() {
        var names = new LinkedHashSet<String>();
        rounds.forEach(round -> names.addAll(round.cpu().keySet()));
        names.forEach(name -> row(
                name,
                round -> round.cpuMillisPerAction().containsKey(name)
                        ? number(round.cpuMillisPerAction().get(name))
                        : "-"));
        row(
                "together",
                round -> number(round.cpuMillisPerAction().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum()));
    }

    private void failures() {
        for (var round : rounds) {
            round.failures().forEach((reason, count) -> {
                lines.add("");
                lines.add("%d at once, %d failed: %s".formatted(round.concurrency(), count, reason));
            });
        }
    }

    private void spread(String label, Moment first, Moment second) {
        row(label, round -> round.between(first, second).map(TextReport::times).orElse("-"));
    }

    private void heading(String label, String... columns) {
        lines.add("");
        row(label, _ -> columns(columns));
    }

    private void row(String label, Function<Report.Round, String> cell) {
        var line = new StringBuilder(String.format(Locale.ROOT, "%-" + LABEL_WIDTH + "s", label));
        rounds.forEach(round -> line.append(String.format(Locale.ROOT, "%" + COLUMN_WIDTH + "s", cell.apply(round))));
        lines.add(line.toString().stripTrailing());
    }

    private static String times(Spread spread) {
        return columns(millis(spread.p50()), millis(spread.p99()), millis(spread.max()));
    }

    private static String columns(String... cells) {
        var line = new StringBuilder();
        for (var cell : cells) {
            line.append(String.format(Locale.ROOT, "%" + TIME_WIDTH + "s", cell));
        }
        return line.toString();
    }

    private static String millis(Duration time) {
        return number(time.toNanos() / 1e6);
    }

    /** Three digits say enough. */
    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.1f" : "%,.0f", value);
    }

    private static String load(double load) {
        return load < 0 ? "unknown" : number(load);
    }
}

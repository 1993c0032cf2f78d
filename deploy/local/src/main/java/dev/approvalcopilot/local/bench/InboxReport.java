package dev.approvalcopilot.local.bench;

import dev.approvalcopilot.contracts.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the inbox API took, in an inbox with few and in one with many actions that wait.
 *
 * @param loadBefore the system's load average before; negative where it does not tell
 * @param filling how long it took until all of them stood there
 */
public record InboxReport(
        Instant at, int processors, double loadBefore, Duration filling, int few, int many, List<Line> lines) {
    /** What p99 of a page may be with many, as a multiple of that with few. */
    static final double MOST = 3;

    /** What is asked. */
    public enum Kind {
        FIRST_PAGE("first page of what waits", true),
        ANY_PAGE("any page of what waits", true),
        RARE_WORD("search for a rare word", false),
        ONE_TOOL("what waits of one tool", false),
        FLOODS("what waits many times", false);

        private final String words;
        private final boolean limited;

        Kind(String words, boolean limited) {
            this.words = words;
            this.limited = limited;
        }
    }

    record Line(Kind kind, Spread few, Spread many) {
        double ratio() {
            return (double) many.p99().toNanos() / few.p99().toNanos();
        }
    }

    public InboxReport {
        lines = List.copyOf(lines);
    }

    static InboxReport of(
            Instant at,
            int processors,
            double loadBefore,
            Duration filling,
            int few,
            int many,
            Map<Kind, List<Duration>> fewTimes,
            Map<Kind, List<Duration>> manyTimes) {
        var lines = Stream.of(Kind.values())
                .map(kind -> new Line(
                        kind,
                        Spread.of(fewTimes.get(kind)).orElseThrow(),
                        Spread.of(manyTimes.get(kind)).orElseThrow()))
                .toList();
        return new InboxReport(at, processors, loadBefore, filling, few, many, lines);
    }

    /** Whether pages of the full inbox keep to the limit. */
    public boolean keepsTheLimit() {
        return lines.stream().filter(line -> line.kind.limited).allMatch(line -> line.ratio() <= MOST);
    }

    /** For people. */
    public List<String> text() {
        var text = new ArrayList<String>();
        text.add("%d processors, load %.1f before, %tF; filling took %d s"
                .formatted(processors, loadBefore, at.atOffset(ZoneOffset.UTC), filling.toSeconds()));
        text.add("");
        text.add(row("waiting", String.format(Locale.ROOT, "%,d", few), String.format(Locale.ROOT, "%,d", many), ""));
        text.add(row("milliseconds", "p50      p99      max", "p50      p99      max", "p99 ratio"));
        lines.forEach(line -> text.add(row(
                line.kind.words,
                times(line.few),
                times(line.many),
                String.format(Locale.ROOT, line.kind.limited ? "%.2f (at most %.0f)" : "%.2f", line.ratio(), MOST))));
        return text;
    }

    /** For programs: milliseconds. */
    public String json() {
        var json = Json.MAPPER.createObjectNode();
        json.put("time", at.toString()).put("processors", processors).put("loadBefore", loadBefore);
        json.put("fillingSeconds", filling.toSeconds()).put("few", few).put("many", many);
        json.put("keepsTheLimit", keepsTheLimit()).put("limit", MOST);
        var all = json.putArray("requests");
        lines.forEach(line -> {
            var one = all.addObject().put("kind", line.kind.name());
            one.put("fewP50", millis(line.few.p50())).put("fewP99", millis(line.few.p99()));
            one.put("manyP50", millis(line.many.p50())).put("manyP99", millis(line.many.p99()));
            one.put("p99Ratio", line.ratio());
        });
        return json.toString();
    }

    private static String row(String label, String few, String many, String ratio) {
        return String.format(Locale.ROOT, "%-28s%28s%28s%20s", label, few, many, ratio)
                .stripTrailing();
    }

    private static String times(Spread spread) {
        return String.format(
                Locale.ROOT, "%.1f%9.1f%9.1f", millis(spread.p50()), millis(spread.p99()), millis(spread.max()));
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}

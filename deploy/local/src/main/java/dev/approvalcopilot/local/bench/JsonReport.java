package dev.approvalcopilot.local.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import java.time.Duration;

/** The report as one JSON object. Times in milliseconds, rates a second. */
public final class JsonReport {
    private JsonReport() {}

    public static String of(Report report) {
        var json = Json.MAPPER.createObjectNode();
        json.put("time", report.at().toString());
        json.put("processors", report.processors());
        json.put("loadBefore", rounded(report.loadBefore()));
        json.put("clean", report.clean());
        var rounds = json.putArray("rounds");
        report.rounds().forEach(round -> write(round, rounds.addObject()));
        return json.toString();
    }

    private static void write(Report.Round round, ObjectNode json) {
        json.put("concurrency", round.concurrency());
        json.put("actions", round.actions());
        json.put("finished", round.finished().size());
        var failures = json.putObject("failures");
        round.failures().forEach(failures::put);
        json.put("seconds", millis(round.took()) / 1000);
        json.put("actionsPerSecond", rounded(round.perSecond()));
        json.put("commitsPerSecond", rounded(round.commits().perSecond()));
        json.put("actionsPerCommit", round.ratio());
        var spreads = json.putObject("millis");
        round.between(Moment.SENT, Moment.ARRIVED)
                .ifPresent(spread -> write(spread, spreads.putObject("decisionSentToProviderRequest")));
        round.between(Moment.ANSWERED, Moment.ARRIVED)
                .ifPresent(spread -> write(spread, spreads.putObject("decisionAnsweredToProviderRequest")));
        round.between(Moment.STARTED, Moment.ENDED).ifPresent(spread -> write(spread, spreads.putObject("wholeLife")));
        var stages = json.putArray("stages");
        round.stages().forEach(stage -> {
            var object = stages.addObject();
            object.put("from", stage.from().words()).put("to", stage.to().words());
            write(stage.spread(), object);
        });
        var cpu = json.putObject("cpuMillisPerAction");
        round.cpuMillisPerAction().forEach((name, used) -> cpu.put(name, rounded(used)));
    }

    private static void write(Spread spread, ObjectNode json) {
        json.put("count", spread.count());
        json.put("p50", millis(spread.p50()));
        json.put("p99", millis(spread.p99()));
        json.put("max", millis(spread.max()));
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1000 / 1000.0;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}

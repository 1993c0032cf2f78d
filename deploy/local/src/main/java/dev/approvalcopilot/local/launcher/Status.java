package dev.approvalcopilot.local.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.stack.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = {
            "Ask everything that runs whether it works, and show it.",
            "Exit code 4 unless all of it is ready; what is not says why."
        })
final class Status implements Callable<Integer> {
    /** What {@code --json} shows. */
    private record Row(String name, String state, long pid, String address, String why) {
        static Row of(Health health) {
            return new Row(health.name(), words(health.state()), health.pid(), health.address(), health.why());
        }
    }

    @Option(names = "--json", description = "One JSON array.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var all = Health.of(Home.installation());
        if (json) {
            System.out.println(
                    Json.MAPPER.<ArrayNode>valueToTree(all.stream().map(Row::of).toList()));
        } else {
            lines(all).forEach(System.out::println);
        }
        return all.stream().allMatch(health -> health.state() == Health.State.READY)
                ? ExitCode.OK
                : ExitCode.NOT_RUNNING;
    }

    /** A row each, then what to do if something is not ready. */
    static List<String> lines(List<Health> all) {
        var lines = new ArrayList<String>();
        for (var health : all) {
            lines.add("%-10s %-10s %-8s %-24s %s"
                    .formatted(
                            health.name(),
                            words(health.state()),
                            health.pid() == 0 ? "-" : health.pid(),
                            health.address(),
                            health.why())
                    .stripTrailing());
        }
        if (all.stream().allMatch(health -> health.state() == Health.State.DOWN)) {
            lines.add("Nothing runs: ./dev up");
        } else if (all.stream().anyMatch(health -> health.state() != Health.State.READY)) {
            lines.add("Not all of it is ready. ./dev up starts what is missing; ./dev logs NAME shows what it says.");
        }
        return lines;
    }

    private static String words(Health.State state) {
        return switch (state) {
            case READY -> "ready";
            case NOT_READY -> "not ready";
            case DOWN -> "down";
        };
    }
}

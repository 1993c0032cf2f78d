package dev.approvalcopilot.local.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.LiveProcess;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.local.stack.Running;
import dev.approvalcopilot.local.stack.ServiceProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "status", description = "Show what runs. Exit code 4 unless all of it is ready.")
final class Status implements Callable<Integer> {
    private record Row(String name, String state, long pid, String address) {}

    @Option(names = "--json", description = "One JSON array.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var rows = rows(Home.installation());
        if (json) {
            var array = Json.MAPPER.<ArrayNode>valueToTree(rows);
            System.out.println(array);
        } else {
            rows.forEach(row -> System.out.printf(
                    "%-10s %-10s %-8s %s%n", row.name(), row.state(), row.pid() == 0 ? "-" : row.pid(), row.address()));
        }
        var allReady = rows.stream().allMatch(row -> row.state().equals("ready"));
        return allReady ? ExitCode.OK : ExitCode.NOT_RUNNING;
    }

    private static List<Row> rows(Installation installation) throws IOException {
        var running = Running.processes(installation).stream()
                .collect(Collectors.toMap(LiveProcess::name, Function.identity()));
        var rows = new ArrayList<Row>();
        var stack = running.get("stack");
        for (var part : Part.values()) {
            rows.add(new Row(
                    part.id(), stack == null ? "down" : "ready", pid(stack), "127.0.0.1:" + installation.port(part)));
        }
        for (var service : Service.values()) {
            var process = running.get(service.id());
            rows.add(new Row(service.id(), state(process), pid(process), installation.address(service)));
        }
        return rows;
    }

    private static long pid(LiveProcess process) {
        return process == null ? 0 : process.pid();
    }

    private static String state(LiveProcess process) {
        if (process == null) {
            return "down";
        }
        return process instanceof ServiceProcess service && service.isReady() ? "ready" : "not ready";
    }
}

package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.client.KillSwitch;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "halts",
        description =
                "Show what is halted, by whom, and what waits for a second operator. Exit code 4 when no gateway runs.")
final class HaltsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Mixin
    private OperatorOption operator;

    @Override
    public Integer call() throws Exception {
        var all = operator.order(KillSwitch::halts);
        if (json) {
            System.out.println(Json.MAPPER.writeValueAsString(all));
            return ExitCode.OK;
        }
        if (all.halts().isEmpty()) {
            System.out.println("Nothing is halted.");
        }
        all.halts().forEach(halt -> System.out.println(HaltLine.of(halt)));
        if (all.more()) {
            System.out.println("… and more.");
        }
        return ExitCode.OK;
    }
}

package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.client.ApiRefused;
import dev.approvalcopilot.local.client.KillSwitch;
import dev.approvalcopilot.local.stack.LiveProcess;
import dev.approvalcopilot.local.stack.Running;
import java.io.IOException;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Who gives an order to the gateway. The local tenant has two operators, olga and otto; this logs one of them in. */
final class OperatorOption {
    @Option(
            names = "--as",
            defaultValue = "olga",
            paramLabel = "USER",
            description = "The operator: olga or otto (default: ${DEFAULT-VALUE}).")
    private String operator;

    <T> T order(Function<KillSwitch, T> order) throws Failure, IOException {
        var installation = Home.installation();
        boolean runs =
                Running.processes(installation).stream().map(LiveProcess::name).anyMatch(Service.GATEWAY.id()::equals);
        if (!runs) {
            throw new Failure("no gateway runs, and so nothing is executed: ./dev up", ExitCode.NOT_RUNNING);
        }
        try {
            return order.apply(KillSwitch.login(installation, operator));
        } catch (ApiRefused refused) {
            throw new Failure(refused.problem().detail());
        }
    }
}

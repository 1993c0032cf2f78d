package dev.approvalcopilot.local.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "halt",
        description = {
            "Stop what the gateway executes: grants that were issued before die too.",
            "Once this returns, nothing that the scope covers is sent. Exit code 1 when refused, 4 when no gateway runs."
        })
final class HaltCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SCOPE",
            description =
                    "all, connection:NAME, tool:NAME, agent:NAME or person:SUB; quoted, as 'person:samlp|acme|Jane Doe'.")
    private String scope;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is audited and shown.")
    private String reason;

    @Mixin
    private OperatorOption operator;

    @Override
    public Integer call() throws Exception {
        var halt = operator.order(gateway -> gateway.halt(scope, reason));
        System.out.println(HaltLine.of(halt));
        return ExitCode.OK;
    }
}

package dev.approvalcopilot.local.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description = {
            "Let what was halted go on. It takes two operators: the second says the same within fifteen minutes.",
            "What was granted before stays dead. Exit code 1 when refused, 4 when no gateway runs."
        })
final class ResumeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCOPE", description = "As it was halted.")
    private String scope;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is audited.")
    private String reason;

    @Mixin
    private OperatorOption operator;

    @Override
    public Integer call() throws Exception {
        var halt = operator.order(gateway -> gateway.resume(scope, reason));
        System.out.println(HaltLine.of(halt));
        return ExitCode.OK;
    }
}

package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.local.stack.NotStarted;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ScopeType;

/**
 * {@code ./dev} once everything is built. The script adds {@code build} and {@code test}, which need no running Java
 * program.
 */
@Command(
        name = "./dev",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = false,
        description = "AI Action Approval Copilot on this machine.",
        subcommands = {
            Up.class,
            Down.class,
            Status.class,
            Logs.class,
            Otp.class,
            HaltCommand.class,
            ResumeCommand.class,
            HaltsCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            Generate.class
        })
public final class Dev implements Runnable {
    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Dev())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.colours() ? Ansi.ON : Ansi.OFF))
                .setExecutionExceptionHandler((problem, _, _) -> {
                    Terminal.error(lines(problem));
                    return problem instanceof Failure failure ? failure.exitCode() : ExitCode.FAILED;
                });
    }

    private static List<String> lines(Exception problem) {
        return switch (problem) {
            case Failure failure -> failure.lines();
            case NotStarted notStarted -> new Failure(notStarted.getMessage(), notStarted.lastErrors()).lines();
            default -> List.of(problem.getMessage() == null ? problem.toString() : problem.getMessage());
        };
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}

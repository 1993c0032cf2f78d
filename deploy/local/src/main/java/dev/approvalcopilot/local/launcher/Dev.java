package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.local.stack.NotStarted;
import dev.approvalcopilot.local.stack.Part;
import java.util.List;
import java.util.Set;
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
            DeadLettersCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            ToolCommand.class,
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

    private record Commands(Set<Part> parts) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type == Up.class
                    ? type.cast(new Up(parts))
                    : CommandLine.defaultFactory().create(type);
        }
    }

    public static void main(String[] args) {
        run(Part.all(), args);
    }

    static void run(Set<Part> parts, String... args) {
        quiet();
        System.exit(commandLine(parts).execute(args));
    }

    /** What a client library has to say about a broker that is away, the commands say themselves. */
    private static void quiet() {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
    }

    static CommandLine commandLine() {
        return commandLine(Part.all());
    }

    /** @param parts what {@code up} starts beside the services; tests of the launcher itself can do with fewer */
    static CommandLine commandLine(Set<Part> parts) {
        return new CommandLine(new Dev(), new Commands(parts))
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

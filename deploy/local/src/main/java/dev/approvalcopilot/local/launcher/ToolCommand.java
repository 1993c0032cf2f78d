package dev.approvalcopilot.local.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "tool", description = "Work on a tool's manifest.", subcommands = ToolTryCommand.class)
final class ToolCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}

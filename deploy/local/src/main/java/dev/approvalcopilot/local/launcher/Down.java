package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.local.stack.LiveProcess;
import dev.approvalcopilot.local.stack.Running;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stop what runs, also what a killed launcher left behind.")
final class Down implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        var installation = Home.installation();
        var running = Running.processes(installation).size();
        // A launcher in the foreground stops everything itself and must not take the end of a service for a fault.
        Running.launcher(installation).ifPresent(LiveProcess::stop);
        Running.stopAll(installation);
        System.out.println(running == 0 ? "Nothing was running." : "Stopped.");
        return ExitCode.OK;
    }
}

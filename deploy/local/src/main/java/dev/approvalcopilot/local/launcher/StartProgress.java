package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.local.stack.RunningStack;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Tells a start, a line for each process that became ready. */
record StartProgress(PrintStream out) implements RunningStack.Progress {
    @Override
    public void starting() {
        out.println("Starting broker, database, stand-ins and five services");
    }

    @Override
    public void completing(List<String> names, List<String> why) {
        why.forEach(reason -> out.println("Does not work: " + reason));
        out.println("Starting what is missing: " + String.join(", ", names));
    }

    @Override
    public void ready(String name, Duration took) {
        out.printf("  %-10s %s %s%n", name, Terminal.green("ready"), Terminal.dim(Terminal.seconds(took)));
    }
}

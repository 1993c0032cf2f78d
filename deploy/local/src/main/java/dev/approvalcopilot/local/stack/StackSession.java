package dev.approvalcopilot.local.stack;

import dev.approvalcopilot.local.database.LocalPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The use of a running product by a program: one that runs already and stays, or one that the program starts and that ends
 * with it, however it ends.
 */
public final class StackSession implements AutoCloseable {
    private final RunningStack stack;
    private final boolean own;
    private volatile boolean stopping;

    private StackSession(RunningStack stack, boolean own) {
        this.stack = stack;
        this.own = own;
    }

    /**
     * The one that runs, else one of its own.
     *
     * @throws NotStarted with one sentence when neither is possible; then nothing is left running
     */
    public static StackSession open(Installation installation, RunningStack.Progress progress)
            throws IOException, InterruptedException {
        var found = RunningStack.find(installation);
        return found.isPresent() ? new StackSession(found.get(), false) : start(installation, progress);
    }

    /**
     * One of its own.
     *
     * @throws NotStarted with one sentence; then nothing is left running
     */
    private static StackSession start(Installation installation, RunningStack.Progress progress)
            throws IOException, InterruptedException {
        return start(installation, Part.all(), progress);
    }

    /** As above, with these parts alone. */
    public static StackSession start(Installation installation, Set<Part> parts, RunningStack.Progress progress)
            throws IOException, InterruptedException {
        requireFree(installation);
        Running.rememberLauncher(installation);
        // Set before the start, since Ctrl-C may come in the middle of it.
        var session = new StackSession[1];
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endWith(installation, session[0]), "stop"));
        session[0] = new StackSession(
                RunningStack.start(installation, parts, StackProcess.Life.WITH_PARENT, progress), true);
        return session[0];
    }

    /** Starts one that outlives this program. */
    public static void startDetached(Installation installation, Set<Part> parts, RunningStack.Progress progress)
            throws IOException, InterruptedException {
        requireFree(installation);
        Running.rememberLauncher(installation);
        var stopper = new Thread(() -> endWith(installation, null), "stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        RunningStack.start(installation, parts, StackProcess.Life.DETACHED, progress);
        Runtime.getRuntime().removeShutdownHook(stopper);
        Running.forgetLauncher(installation, ProcessHandle.current());
    }

    /**
     * Starts what is missing of one that runs in part; what it starts outlives this program.
     *
     * @return the processes that it started, by name
     * @throws NotStarted with one sentence; then what it started is stopped, and what ran before runs
     */
    public static List<String> complete(Installation installation, Set<Part> parts, RunningStack.Progress progress)
            throws IOException, InterruptedException {
        installation.requirePortsOfTheLastStart();
        var completion = new Completion(installation, parts);
        var launcher = Running.launcher(installation);
        if (launcher.isPresent() && !completion.missing().nothing()) {
            throw new NotStarted(
                    "another ./dev (process " + launcher.get().pid()
                            + ") is starting or stopping it: ./dev status shows how far it is",
                    List.of());
        }
        var stopper = new Thread(completion::undo, "stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        if (!completion.missing().nothing()) {
            Running.rememberLauncher(installation);
        }
        try {
            completion.run(progress);
        } finally {
            Running.forgetLauncher(installation, ProcessHandle.current());
        }
        Runtime.getRuntime().removeShutdownHook(stopper);
        return completion.missing().names();
    }

    public RunningStack stack() {
        return stack;
    }

    /** Whether this program started it. */
    public boolean own() {
        return own;
    }

    /** Returns the first process that ends by itself; does not return when this program is about to end. */
    public LiveProcess awaitFirstEnd() throws InterruptedException {
        var first = stack.awaitFirstEnd();
        if (stopping) {
            Thread.currentThread().join();
        }
        return first;
    }

    /** Stops what this program started. */
    @Override
    public void close() {
        if (own) {
            stopping = true;
            stack.close();
        }
    }

    private static void requireFree(Installation installation) throws IOException {
        if (!Running.processes(installation).isEmpty()) {
            throw new NotStarted(
                    "it runs already, but not whole: ./dev up starts what is missing, ./dev down stops it", List.of());
        }
        LocalPostgres.stopLeftOver(installation.data(Part.POSTGRES));
        var taken = Ports.taken(installation);
        if (taken.isPresent()) {
            throw new NotStarted(taken.get(), List.of());
        }
    }

    private static void endWith(Installation installation, StackSession session) {
        if (session != null) {
            session.stopping = true;
        }
        try {
            Running.stopAll(installation);
        } catch (IOException e) {
            System.err.println("while stopping: " + e.getMessage());
        }
    }
}

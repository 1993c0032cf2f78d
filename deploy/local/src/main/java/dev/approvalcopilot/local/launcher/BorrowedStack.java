package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.RunningStack;
import dev.approvalcopilot.local.stack.StackSession;
import java.io.IOException;
import java.io.PrintStream;

/** The running installation, or one brought up for the time of a command and down afterwards. */
final class BorrowedStack implements AutoCloseable {
    private final StackSession session;

    private BorrowedStack(StackSession session) {
        this.session = session;
    }

    /** @param progress where the start is told, if there is one */
    static BorrowedStack take(Installation installation, PrintStream progress)
            throws IOException, InterruptedException {
        return new BorrowedStack(StackSession.open(installation, new StartProgress(progress)));
    }

    RunningStack stack() {
        return session.stack();
    }

    /** Whether it goes down with this command. */
    boolean own() {
        return session.own();
    }

    @Override
    public void close() {
        session.close();
    }
}

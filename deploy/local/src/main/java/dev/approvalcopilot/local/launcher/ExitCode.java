package dev.approvalcopilot.local.launcher;

/** What {@code ./dev} ends with; the script's own are in its help. */
final class ExitCode {
    static final int OK = 0;

    /** Something did not start, or died. Nothing that the command started is left running. */
    static final int FAILED = 1;

    /** {@code status}: not everything is ready. {@code halt} and the like: no gateway. {@code dead-letters}: no database. */
    static final int NOT_RUNNING = 4;

    private ExitCode() {}
}

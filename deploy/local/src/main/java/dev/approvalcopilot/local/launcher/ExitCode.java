package dev.approvalcopilot.local.launcher;

/** What {@code ./dev} ends with; the script's own are in its help. */
final class ExitCode {
    static final int OK = 0;

    /** Something did not start, or died. Nothing is left running. */
    static final int FAILED = 1;

    /** {@code status}: nothing runs, or not all of it. {@code halt}, {@code resume}, {@code halts}: no gateway runs. */
    static final int NOT_RUNNING = 4;

    private ExitCode() {}
}

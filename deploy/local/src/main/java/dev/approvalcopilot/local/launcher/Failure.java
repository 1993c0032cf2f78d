package dev.approvalcopilot.local.launcher;

import java.util.ArrayList;
import java.util.List;

/** Ends a command: one sentence, and at most a few lines from a log. */
final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> details;
    private final int exitCode;

    Failure(String message) {
        this(message, List.of());
    }

    Failure(String message, int exitCode) {
        this(message, List.of(), exitCode);
    }

    Failure(String message, List<String> details) {
        this(message, details, ExitCode.FAILED);
    }

    private Failure(String message, List<String> details, int exitCode) {
        super(message);
        this.details = List.copyOf(details);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(getMessage());
        details.forEach(line -> lines.add("  " + line));
        return lines;
    }
}

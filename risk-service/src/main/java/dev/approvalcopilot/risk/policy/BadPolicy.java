package dev.approvalcopilot.risk.policy;

/** A policy or a case that is not accepted; the message says {@code file:line: what}. */
public final class BadPolicy extends RuntimeException {

    BadPolicy(String file, int line, String what) {
        super(file + ":" + line + ": " + what);
    }

    /** About a file or folder as a whole. */
    BadPolicy(String file, String what) {
        super(file + ": " + what);
    }
}

package dev.approvalcopilot.local.model;

import java.util.List;

/** What the model says next. */
sealed interface Turn {

    /** In words; never empty. */
    String text();

    /** Calls to propose, and why. */
    record Propose(String text, List<Call> calls) implements Turn {
        public Propose {
            calls = List.copyOf(calls);
        }
    }

    /** The end of the run. */
    record Finish(String text) implements Turn {}

    record Call(CallKey key, Step step) {}
}

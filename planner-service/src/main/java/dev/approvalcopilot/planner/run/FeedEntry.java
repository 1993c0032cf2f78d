package dev.approvalcopilot.planner.run;

import java.time.Instant;
import java.util.Locale;

/** What a run's feed tells; the kind is the name of the server-sent event. */
public sealed interface FeedEntry {

    /** The names of the server-sent events. */
    enum Kind {
        STARTED,
        TURN,
        STEP,
        THINKING,
        RETRYING,
        CANCEL_ASKED,
        ENDED;

        public String eventName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Kind kind();

    /** The run was taken in. */
    record Started(RunStatus status) implements FeedEntry {
        @Override
        public Kind kind() {
            return Kind.STARTED;
        }
    }

    /** The model answered with tool calls; their steps follow. */
    record Turn(int turn, int proposed, int invalid) implements FeedEntry {
        @Override
        public Kind kind() {
            return Kind.TURN;
        }
    }

    /** A step is new, or changed. */
    record StepChanged(StepView step) implements FeedEntry {
        @Override
        public Kind kind() {
            return Kind.STEP;
        }
    }

    /** Every call has an outcome; the model is asked again. */
    record Thinking(int nextTurn) implements FeedEntry {
        @Override
        public Kind kind() {
            return Kind.THINKING;
        }
    }

    /** There was no answer that can be used. @param reason in words, for people */
    record Retrying(int failedAttempts, Instant nextAttemptAt, String reason) implements FeedEntry {
        @Override
        public Kind kind() {
            return Kind.RETRYING;
        }
    }

    /** Somebody asked to stop; open actions are settled first. */
    record CancelAsked() implements FeedEntry {
        @Override
        public Kind kind() {
            return Kind.CANCEL_ASKED;
        }
    }

    /** The last entry. @param answer null unless COMPLETED @param failure null unless FAILED */
    record Ended(RunStatus status, String answer, FailureView failure) implements FeedEntry {
        @Override
        public Kind kind() {
            return Kind.ENDED;
        }
    }
}

package dev.approvalcopilot.support.inbox;

import java.time.Instant;

/** Where the reading of topics stands, and since when. */
record Standing(State state, Instant since) {

    enum State {
        MOVING,
        /** The service goes on without new events; they come when the broker does. */
        BROKER_AWAY,
        WAITING_FOR_DATABASE,
        /** The client cannot read what the broker gives it; it looks for the record that is to blame. */
        FAILING,
        /** One record has been handled for longer than any transaction lasts. */
        STUCK,
        /** The thread died of a defect. */
        ENDED
    }

    /** Whether events are read as they come, or would be if there was a broker. */
    boolean moves() {
        return state == State.MOVING || state == State.BROKER_AWAY;
    }
}

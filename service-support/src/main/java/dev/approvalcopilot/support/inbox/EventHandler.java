package dev.approvalcopilot.support.inbox;

/**
 * What a service does with the events it reads; exactly one bean a service. Switch over {@link ReceivedEvent#event()}.
 */
public interface EventHandler {

    /**
     * Called once an event, inside the transaction that also records the event's id: whatever it writes, and whatever it adds
     * to the outbox, commits with that or not at all. Called again after a failure, so it does nothing that a rollback cannot
     * undo. Topics overtake each other.
     *
     * @throws Unprocessable when trying again is pointless: the event becomes a dead letter
     */
    void handle(ReceivedEvent event);
}

package dev.approvalcopilot.support.inbox;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Which topics it takes: all that the access table lets its service read, unless it says otherwise. */
    default Set<Topic> topics(Service service) {
        return Stream.of(Topic.values())
                .filter(topic -> topic.readers().contains(service))
                .collect(Collectors.toUnmodifiableSet());
    }
}

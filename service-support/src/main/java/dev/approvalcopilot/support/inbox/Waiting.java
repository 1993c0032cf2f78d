package dev.approvalcopilot.support.inbox;

import java.time.Duration;

/** How a record waits for its next try: the group keeps its member meanwhile. */
interface Waiting {

    /** @throws TopicReader.Stopping when the service stops */
    void pause(Duration duration);
}

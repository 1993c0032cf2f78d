package dev.approvalcopilot.contracts.event;

import dev.approvalcopilot.contracts.json.Digest;
import java.time.Instant;

/**
 * A record that a service could not read. It names where the record lies and never repeats it: it may hold what this topic's
 * readers must not see.
 *
 * @param reason from a closed list, snake_case; never an exception's text
 * @param value SHA-256 over the record's value; of nothing where the record could not even be read
 * @param size bytes of the value
 */
public record DeadLetter(
        Service service, String reason, String topic, int partition, long offset, Digest value, int size, Instant at)
        implements Event {

    @Override
    public String key() {
        return topic + "/" + partition + "/" + offset;
    }
}

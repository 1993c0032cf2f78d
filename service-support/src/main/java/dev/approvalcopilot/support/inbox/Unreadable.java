package dev.approvalcopilot.support.inbox;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Records that the Kafka client cannot hand out, such as one that unpacks to more than there is memory. They are known only by
 * their place. After some failures at one place it is left behind, with a dead letter. Several in a row lie in one packed
 * batch, which cannot be looked into: then the steps double.
 */
final class Unreadable {

    private static final Logger LOG = Logger.getLogger(Unreadable.class);

    private static final int TRIES = 3;
    private static final int LONGEST_STEP = 1 << 16;

    private final EventConsumer events;
    private final Map<TopicPartition, Blame> blames = new HashMap<>();

    private record Blame(long offset, int tries, long next, int step) {}

    Unreadable(EventConsumer events) {
        this.events = events;
    }

    /** The record at this place could not be read, while no other partition was. */
    void failedAt(TopicPartition partition, long offset, Waiting waiting) {
        var before = blames.getOrDefault(partition, new Blame(offset, 0, -1, 1));
        int tries = before.offset() == offset ? before.tries() + 1 : 1;
        boolean inTheSameBatch = before.next() == offset;
        if (tries < TRIES && !inTheSameBatch) {
            blames.put(partition, new Blame(offset, tries, -1, 1));
            return;
        }
        int step = inTheSameBatch ? Math.min(before.step() * 2, LONGEST_STEP) : 1;
        LOG.errorf("event=record_unreadable place=%s/%d records=%d", partition, offset, step);
        events.leaveBehind(partition, offset, waiting);
        blames.put(partition, new Blame(offset, tries, offset + step, step));
    }

    /** The first offset of the partition that is worth reading; 0 where all are. */
    long next(TopicPartition partition) {
        var blame = blames.get(partition);
        return blame == null ? 0 : Math.max(blame.next(), 0);
    }

    /** A record of the partition could be read. */
    void readable(TopicPartition partition) {
        blames.remove(partition);
    }
}

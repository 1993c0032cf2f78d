package dev.approvalcopilot.approval.inbox;

/**
 * What of a person's changes can still be told.
 *
 * @param head number of the latest; 0 before the first
 * @param oldest number of the oldest that is kept; 1 more than {@code head} where none is
 * @param history of the database
 */
public record FeedPlace(long head, long oldest, String history) {
    /** Whether nothing is missing between what the client read last and what it would be told next. */
    boolean continues(EventId left) {
        boolean sameHistory = left.history().isEmpty() || left.history().equals(history);
        return sameHistory && left.seq() <= head && left.seq() >= oldest - 1;
    }

    EventId at(long seq) {
        return new EventId(seq, history);
    }
}

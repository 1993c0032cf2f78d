package dev.approvalcopilot.approval.attention;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How long an action wants to be before a person's eyes until they may approve it, and why. Pure. */
public record ReadingTime(List<Pause> pauses) {
    /** Where nothing has to be waited for. */
    public static final ReadingTime NONE = new ReadingTime(List.of());

    /** Why Approve is off for a while. The words are what person and client read. */
    public enum Why {
        POLICY("A policy wants this to be read first."),
        LEVEL("What is HIGH or CRITICAL wants to be read first."),
        LIKE_REJECTED("It is like one that was rejected. Take a moment to see what is different.");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** @param from when it begins at the earliest; otherwise with the first look */
    public record Pause(Why why, Duration time, Instant from) {}

    /** What is left of the pause that ends last. */
    public record Left(Duration time, Why why) {}

    /** When the pause that ends last is over. */
    public record End(Instant at, Why why) {}

    /** Longer than anything waits for a decision; beyond it no calendar reckons. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    public ReadingTime {
        pauses = pauses.stream()
                .filter(pause -> pause.time.isPositive())
                .map(pause -> pause.time.compareTo(LONGEST) > 0 ? new Pause(pause.why, LONGEST, pause.from) : pause)
                .toList();
    }

    /** @param shownSince the person's first look */
    public Optional<End> end(Instant shownSince) {
        return pauses.stream()
                .map(pause -> new End(later(shownSince, pause.from).plus(pause.time), pause.why))
                .max(Comparator.comparing(End::at));
    }

    /** Empty when the time is over. Nobody reads what they were not shown. */
    public Optional<Left> left(Optional<Instant> shownSince, Instant now) {
        return end(shownSince.orElse(now))
                .filter(end -> end.at.isAfter(now))
                .map(end -> new Left(Duration.between(now, end.at), end.why));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

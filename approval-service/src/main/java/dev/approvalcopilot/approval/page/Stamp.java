package dev.approvalcopilot.approval.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A moment as the page says it.
 *
 * @param iso for machines
 * @param absolute with its zone; the browser says it in the person's own
 * @param words how far from now, without "ago" or "left"
 * @param past whether it lies behind
 */
public record Stamp(String iso, String absolute, String words, boolean past) {
    private static final DateTimeFormatter ABSOLUTE = DateTimeFormatter.ofPattern(
                    "EEEE d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    public static Stamp of(Instant at, Instant now) {
        return new Stamp(
                at.toString(),
                ABSOLUTE.format(at),
                words(Duration.between(at, now).abs()),
                at.isBefore(now));
    }

    /** The time of day. */
    public String clock() {
        return CLOCK.format(Instant.parse(iso));
    }

    /** The page's script says the same words as time goes on. */
    static String words(Duration distance) {
        long minutes = distance.toMinutes();
        long hours = distance.toHours();
        if (minutes < 1) {
            return "less than a minute";
        }
        if (hours < 1) {
            return minutes + " min";
        }
        if (hours < 10) {
            return hours + " h " + minutes % 60 + " min";
        }
        return hours < 48 ? hours + " h" : distance.toDays() + " days";
    }
}

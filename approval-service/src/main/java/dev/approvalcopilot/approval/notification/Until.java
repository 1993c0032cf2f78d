package dev.approvalcopilot.approval.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A deadline in words. A mail stands for days, so it says the date and no distance. */
public final class Until {
    private static final DateTimeFormatter ABSOLUTE = DateTimeFormatter.ofPattern(
                    "EEEE d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Until() {}

    public static String words(Instant at) {
        return ABSOLUTE.format(at);
    }
}

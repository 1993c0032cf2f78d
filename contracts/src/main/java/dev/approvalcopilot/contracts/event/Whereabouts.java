package dev.approvalcopilot.contracts.event;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a person is and what they speak, so that "tomorrow at noon" has a meaning. Whatever is not known is null, and the
 * installation's own counts.
 *
 * @param timeZone IANA name
 * @param locale BCP 47 tag
 */
public record Whereabouts(
        @Nullable String timeZone, @Nullable String locale) {

    /** Nothing is known. */
    public static final Whereabouts UNKNOWN = new Whereabouts(null, null);

    /** The longest name in the IANA database has 32 characters; twice that leaves room for new ones. */
    public static final int MAX_TIME_ZONE = 64;

    /** RFC 5646, section 4.4.1: what a tag should fit into. */
    public static final int MAX_LOCALE = 35;

    /** Of what somebody said, what exists. The rest is passed over. */
    public static Whereabouts existing(@Nullable String timeZone, @Nullable String locale) {
        return new Whereabouts(
                Optional.ofNullable(timeZone).filter(Whereabouts::isTimeZone).orElse(null),
                Optional.ofNullable(locale).filter(Whereabouts::isLocale).orElse(null));
    }

    /** These, and the other's where nothing is known. */
    public Whereabouts or(Whereabouts other) {
        return new Whereabouts(timeZone == null ? other.timeZone : timeZone, locale == null ? other.locale : locale);
    }

    /** Whether it names a time zone that this runtime knows. */
    public static boolean isTimeZone(String name) {
        try {
            return name.length() <= MAX_TIME_ZONE && ZoneId.of(name) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Whether it is a well-formed tag of a language. */
    public static boolean isLocale(String tag) {
        try {
            return !tag.isBlank()
                    && tag.length() <= MAX_LOCALE
                    && new Locale.Builder().setLanguageTag(tag).build() != null;
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}

package dev.approvalcopilot.support.problem;

import java.util.Locale;

/** One kind of refusal or failure. A service lists all of its own in one enum, so that the list is stable and closed. */
public interface Problem {

    /** The enum constant's own name. */
    String name();

    /** Stable, snake_case; the end of the document's {@code type}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** HTTP status. */
    int status();

    /** Fixed text for people, the same for every occurrence. */
    String title();
}

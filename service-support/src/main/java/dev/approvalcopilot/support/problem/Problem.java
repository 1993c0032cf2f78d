package dev.approvalcopilot.support.problem;

/** One kind of refusal or failure. A service lists all of its own in one enum, so that the list is stable and closed. */
public interface Problem {

    /** Stable, snake_case; the end of the document's {@code type}. */
    String code();

    /** HTTP status. */
    int status();

    /** Fixed text for people, the same for every occurrence. */
    String title();
}

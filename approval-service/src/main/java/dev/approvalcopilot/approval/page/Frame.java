package dev.approvalcopilot.approval.page;

import java.time.Instant;

/**
 * What stands around a page's content.
 *
 * @param section the page belongs to
 * @param title of the document
 * @param person who is signed in; empty for nobody
 * @param seq the number of the person's latest change when the page was made; the live stream goes on from there
 * @param halts the same for what operators halted
 * @param live whether the page follows changes
 * @param secondsLeft until the session ends, if the person does nothing; 0 for nobody
 */
public record Frame(
        Section section, String title, String person, long seq, long halts, boolean live, long secondsLeft) {

    /** The parts of the page, in the order of its navigation. */
    public enum Section {
        INBOX,
        RUNS,
        ACCOUNTS,
        STATISTICS,
        SETTINGS,
        /** Belongs to none. */
        NONE
    }

    /** Follows changes. */
    public static Frame live(Section section, String title, SignedIn person, long seq, long halts) {
        return new Frame(section, title, person.name(), seq, halts, true, secondsLeft(person));
    }

    /** Stands as it is, for a person who is signed in. */
    public static Frame still(Section section, String title, SignedIn person) {
        return new Frame(section, title, person.name(), 0, 0, false, secondsLeft(person));
    }

    static Frame still(String title) {
        return new Frame(Section.NONE, title, "", 0, 0, false, 0);
    }

    private static long secondsLeft(SignedIn person) {
        return person.session().secondsLeft(Instant.now());
    }
}

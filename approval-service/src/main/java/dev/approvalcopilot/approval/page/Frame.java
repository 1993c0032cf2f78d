package dev.approvalcopilot.approval.page;

/**
 * What stands around a page's content.
 *
 * @param title of the document
 * @param person who is signed in; empty for nobody
 * @param seq the number of the person's latest change when the page was made; the live stream goes on from there
 * @param halts the same for what operators halted
 * @param live whether the page follows changes
 */
public record Frame(String title, String person, long seq, long halts, boolean live) {
    static Frame live(String title, SignedIn person, long seq, long halts) {
        return new Frame(title, person.name(), seq, halts, true);
    }

    static Frame still(String title) {
        return new Frame(title, "", 0, 0, false);
    }
}

package dev.approvalcopilot.approval.page;

/**
 * What stood in the form for words, when it is shown again.
 *
 * @param open whether the form is open
 */
public record Typed(boolean open, String words) {
    static final Typed NOTHING = new Typed(false, "");
}

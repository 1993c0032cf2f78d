package dev.approvalcopilot.approval.page;

/**
 * What stood in a form, when it is shown again.
 *
 * @param form {@code reject}, {@code answer} or {@code settle}; empty for none
 */
public record Typed(String form, String words) {
    static final Typed NOTHING = new Typed("", "");

    public boolean rejecting() {
        return form.equals("reject");
    }

    public boolean answering() {
        return form.equals("answer");
    }
}

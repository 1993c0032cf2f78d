package dev.approvalcopilot.approval.page;

/**
 * What the person has to know before anything else on the page.
 *
 * @param field id of the control at fault; empty when there is none
 */
public record Notice(String title, String text, String field) {
    public static Notice of(String title, String text) {
        return new Notice(title, text, "");
    }
}

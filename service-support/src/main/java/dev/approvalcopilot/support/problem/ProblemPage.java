package dev.approvalcopilot.support.problem;

/** Says a problem to a browser. A service that shows pages has one such bean; without it everybody gets the document. */
public interface ProblemPage {

    /**
     * A whole HTML page.
     *
     * @param title the problem's own
     * @param text  what this occurrence is about
     */
    String render(String title, String text);
}

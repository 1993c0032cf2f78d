package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.support.correlation.Correlation;
import jakarta.ws.rs.core.Response;

/** What went wrong, as a page with the correlation id to quote. */
final class PageProblem {
    private PageProblem() {}

    static Response answer(int status, String title, String text) {
        return Html.page(status, Templates.problem(Frame.still(title), text, Correlation.current()));
    }
}

package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.support.correlation.Correlation;
import dev.approvalcopilot.support.problem.ProblemPage;
import jakarta.enterprise.context.ApplicationScoped;

/** What was refused before it reached a page, as a page. */
@ApplicationScoped
class EarlyProblemPage implements ProblemPage {
    @Override
    public String render(String title, String text) {
        return Templates.problem(Frame.still(title), text, Correlation.current())
                .render();
    }
}

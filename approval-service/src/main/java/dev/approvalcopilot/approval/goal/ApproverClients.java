package dev.approvalcopilot.approval.goal;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

/** Only a client that a person decides with begins and stops runs here: an outside agent has the planner's API for it. */
@ApplicationScoped
class ApproverClients {
    private final ApprovalConfig config;

    ApproverClients(ApprovalConfig config) {
        this.config = config;
    }

    void check(Caller person) {
        if (!config.approverClients().contains(person.client())) {
            throw new ProblemException(
                    ApprovalProblem.NOT_AN_APPROVER_CLIENT,
                    "A token that was given to this client cannot do that. Use the page or an approver client.");
        }
    }
}

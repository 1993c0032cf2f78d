package dev.approvalcopilot.approval.identity;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The clients that act in a person's own name, so that an agent which holds a person's token does not. */
@ApplicationScoped
public class ApproverClients {
    private final Set<String> clients;

    ApproverClients(ApprovalConfig config) {
        this.clients = Set.copyOf(config.approverClients());
    }

    /** @throws ProblemException {@code not_an_approver_client} */
    public void require(Caller person) {
        if (!clients.contains(person.client())) {
            throw new ProblemException(
                    ApprovalProblem.NOT_AN_APPROVER_CLIENT,
                    "A token that was given to this client cannot do that. Use the page or an approver client.");
        }
    }
}

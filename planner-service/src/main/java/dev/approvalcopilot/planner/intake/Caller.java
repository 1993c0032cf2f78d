package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.contracts.event.RunRequested;
import dev.approvalcopilot.contracts.identity.Agent;
import dev.approvalcopilot.planner.PlannerConfig;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls: a person, through one of the installation's own clients or through an outside agent. */
@RequestScoped
public class Caller {

    /** The agent's name where the person uses one of our own clients. */
    static final String OWN_AGENT = RunRequested.AGENT;

    private final JsonWebToken token;
    private final PlannerConfig config;

    Caller(JsonWebToken token, PlannerConfig config) {
        this.token = token;
        this.config = config;
    }

    /** Nobody else comes as far as here: a client that speaks for itself is nobody whose approval could be asked. */
    public String principal() {
        return token.getSubject();
    }

    /** {@code planner}, or the client id of an outside agent. */
    public String agent() {
        return isOwnClient() ? OWN_AGENT : client();
    }

    /** A person sees all their runs through our own clients; an outside agent sees those that it began. */
    public boolean sees(Run run) {
        return run.principal().equals(principal())
                && (isOwnClient() || run.agent().equals(client()));
    }

    /** A claim of the token that is a text. */
    Optional<String> claim(String name) {
        return token.getClaim(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    boolean isOwnClient() {
        return config.ownClients().contains(client());
    }

    private String client() {
        String azp = token.getClaim("azp");
        Agent.fault(azp).ifPresent(fault -> {
            throw new ProblemException(CommonProblem.NO_PERSON, fault + " It says through which client you act.");
        });
        if (azp.equals(OWN_AGENT) && !config.ownClients().contains(azp)) {
            throw new ProblemException(
                    CommonProblem.NO_PERSON, "Only the installation's own runs are known by the name of this client.");
        }
        return azp;
    }
}

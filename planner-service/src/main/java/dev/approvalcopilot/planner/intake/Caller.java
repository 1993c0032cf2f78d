package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.contracts.event.RunRequested;
import dev.approvalcopilot.planner.PlannerConfig;
import dev.approvalcopilot.planner.PlannerProblem;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls: a person, through one of the installation's own clients or through an outside agent. */
@RequestScoped
public class Caller {

    /** The agent's name where the person uses one of our own clients. */
    static final String OWN_AGENT = RunRequested.AGENT;

    static final int MAX_NAME = 200;

    private final JsonWebToken token;
    private final PlannerConfig config;

    Caller(JsonWebToken token, PlannerConfig config) {
        this.token = token;
        this.config = config;
    }

    /** OIDC {@code sub} of the person. A client that speaks for itself is nobody whose approval could be asked. */
    public String principal() {
        var sub = token.getSubject();
        boolean machine = sub == null || sub.endsWith("@clients") || "client-credentials".equals(token.getClaim("gty"));
        if (machine || sub.isBlank() || sub.length() > MAX_NAME) {
            throw new ProblemException(
                    PlannerProblem.NO_PERSON, "Runs are for people: use a token that a person logged in for.");
        }
        return sub;
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

    boolean isOwnClient() {
        return config.ownClients().contains(client());
    }

    private String client() {
        String azp = token.getClaim("azp");
        boolean nameless = azp == null || azp.isBlank() || azp.length() > MAX_NAME;
        // Nobody outside may carry the name under which our own runs are known.
        if (nameless || azp.equals(OWN_AGENT) && !config.ownClients().contains(azp)) {
            throw new ProblemException(PlannerProblem.NO_PERSON, "The token does not name the client it was made for.");
        }
        return azp;
    }
}

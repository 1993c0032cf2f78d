package dev.approvalcopilot.planner.proposal;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.planner.run.PlainText;
import dev.approvalcopilot.planner.run.Run;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Builds actions: what is proposed, in whose name, against which version of the tool. */
@ApplicationScoped
public class Propose {

    private static final int MAX_SENTENCE = 1000;

    private final URI deployment;

    Propose(@ConfigProperty(name = "copilot.deployment") URI deployment) {
        this.deployment = deployment;
    }

    /** @throws dev.approvalcopilot.contracts.json.MalformedJson when the action as a whole is too large */
    public Proposal propose(Run run, ReadCall.Proposable call) {
        var manifest = call.tool().manifest();
        var action = new Action(
                deployment,
                Ids.next(),
                Ids.random128(),
                run.principal(),
                run.agent(),
                run.id(),
                call.tool().name(),
                call.tool().digest(),
                manifest.connection(),
                manifest.scopes(),
                call.arguments(),
                run.now());
        var sentence = PlainText.of(call.tool().sentence(call.arguments()), MAX_SENTENCE);
        return new Proposal(action, action.toCanonicalBytes(), sentence);
    }
}

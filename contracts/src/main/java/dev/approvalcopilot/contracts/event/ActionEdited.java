package dev.approvalcopilot.contracts.event;

import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A person changed the arguments of an action that an agent had proposed. It is a new action, with an id, a salt and a digest of
 * its own; run, agent, person and tool are those of the old one. The agent had no hand in it.
 *
 * <p>Or no agent had proposed anything: what is asked for on the page itself is an action too, in a run of its own.
 *
 * @param id the new action's id, as in the bytes (for keys only; the bytes are what counts)
 * @param action the canonical bytes of {@link dev.approvalcopilot.contracts.action.Action}
 * @param rationale the model's own words about the action that it proposed; may be empty
 * @param origins where each argument came from, by its top-level name; what the person changed is TYPED
 * @param supersedes id of the action whose place it takes; null where there was none before
 * @param reclassified true where nobody changed anything: the policies changed, and the same call is judged anew; null else
 */
public record ActionEdited(
        UUID id,
        CanonicalBytes action,
        String rationale,
        Map<String, Origin> origins,
        UUID supersedes,
        Boolean reclassified,
        Instant at)
        implements Event {

    public ActionEdited {
        origins = Map.copyOf(origins);
    }

    /** What a person made of it, or asked for. */
    public ActionEdited(
            UUID id,
            CanonicalBytes action,
            String rationale,
            Map<String, Origin> origins,
            UUID supersedes,
            Instant at) {
        this(id, action, rationale, origins, supersedes, null, at);
    }

    /** Whether a person changed the arguments. */
    public boolean changesArguments() {
        return supersedes != null && !Boolean.TRUE.equals(reclassified);
    }

    /** What is classified: the edit in the form of a proposal. */
    public ActionProposed asProposal() {
        return new ActionProposed(id, action, rationale, origins, at);
    }

    @Override
    public String key() {
        return id.toString();
    }
}

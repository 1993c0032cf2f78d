package dev.approvalcopilot.contracts.event;

import dev.approvalcopilot.contracts.json.CanonicalBytes;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An agent wants something done. Everything but {@code action} is the agent's claim and stands outside the digest.
 *
 * @param id the action's id, as in the bytes (for keys only; the bytes are what counts)
 * @param action the canonical bytes of {@link dev.approvalcopilot.contracts.action.Action}
 * @param rationale the model's own words; may be empty
 * @param origins where each argument came from, by its top-level name
 */
public record ActionProposed(UUID id, CanonicalBytes action, String rationale, Map<String, Origin> origins, Instant at)
        implements Event {

    /** Where an argument's value came from, as far as the agent's loop can tell. */
    public enum Origin {
        /** Stands in the person's goal, letter for letter. */
        TYPED,
        /** The person typed it when they changed an earlier action of the run. */
        EDITED,
        /** Stands in what the person said when they rejected or answered an earlier action of the run. */
        ANSWERED,
        /** Stands in an earlier tool result. */
        TOOL_RESULT,
        /** The model made it. */
        MODEL
    }

    public ActionProposed {
        origins = Map.copyOf(origins);
    }

    @Override
    public String key() {
        return id.toString();
    }
}

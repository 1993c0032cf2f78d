package dev.approvalcopilot.approval.notification;

import java.util.Set;
import java.util.UUID;

/**
 * What people shall be told.
 *
 * @param people OIDC {@code sub} of each
 * @param groups whose members shall know too; who they are is known from their logins
 */
public record Notice(UUID action, Kind kind, Set<String> people, Set<String> groups) {
    public Notice {
        people = Set.copyOf(people);
        groups = Set.copyOf(groups);
        if (people.isEmpty() && groups.isEmpty()) {
            throw new IllegalArgumentException("a notice is for somebody");
        }
    }

    /** For the principal: settling what may have happened is theirs. */
    public static Notice ofUnknownOutcome(UUID action, String principal) {
        return new Notice(action, Kind.OUTCOME_UNKNOWN, Set.of(principal), Set.of());
    }
}

package dev.approvalcopilot.contracts.event;

import dev.approvalcopilot.contracts.own.Delegation;
import java.time.Instant;
import java.util.List;

/** A change of what a person has laid down, or of their accounts; one event type a change. Never prose, addresses or tokens. */
public sealed interface PersonChanged extends Event {

    /** OIDC {@code sub} of the person. */
    String principal();

    Instant at();

    @Override
    default String key() {
        return principal();
    }

    /** They are out of office from then until then. It replaces what they said before. */
    record AbsenceSet(String principal, Instant from, Instant until, Instant at) implements PersonChanged {}

    /** They are back, or do not go. */
    record AbsenceEnded(String principal, Instant at) implements PersonChanged {}

    /**
     * @param account id at Auth0
     * @param replaces id of the account in whose place it was connected; null for none
     */
    record AccountConnected(String principal, String connection, String account, String replaces, Instant at)
            implements PersonChanged {}

    /** @param account id at Auth0 */
    record AccountDisconnected(String principal, String connection, String account, Instant at)
            implements PersonChanged {}

    /**
     * Others decide for the person from now on: the approval-service has taken over what the gateway reported.
     *
     * @param delegations in force or to come; empty for none any more
     */
    record DelegationsChanged(String principal, List<Delegation> delegations, Instant at) implements PersonChanged {
        public DelegationsChanged {
            delegations = List.copyOf(delegations);
        }
    }

    /** They chose what they are told, and where. */
    record NotificationsChosen(String principal, Instant at) implements PersonChanged {}
}

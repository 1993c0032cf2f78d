package dev.approvalcopilot.gateway.grant;

import dev.approvalcopilot.contracts.own.Delegation;
import java.time.Instant;
import java.util.List;

/** Whom persons let decide for them, by the gateway's own table and no other service's word. */
@FunctionalInterface
public interface Delegations {

    /** Nobody but the persons themselves. */
    Delegations NONE = (_, _) -> List.of();

    /**
     * Those of one person that nobody has ended.
     *
     * @param at leaves out what was over by then
     */
    List<Delegation> of(String principal, Instant at);
}

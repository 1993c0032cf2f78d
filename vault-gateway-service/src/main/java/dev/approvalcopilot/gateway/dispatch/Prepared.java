package dev.approvalcopilot.gateway.dispatch;

import dev.approvalcopilot.contracts.manifest.RenderedRequest;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import dev.approvalcopilot.gateway.grant.VerifiedGrant;
import dev.approvalcopilot.gateway.ledger.Outcome;
import dev.approvalcopilot.gateway.vault.ProviderToken;
import java.time.Duration;
import java.util.Set;

/** What came of the checks and of asking for the token. */
sealed interface Prepared {

    /** @param beyond scopes of the token that this call does not need */
    record Ready(VerifiedGrant grant, RenderedRequest request, ProviderToken token, Set<String> beyond)
            implements Prepared {}

    /** Of a built-in tool: nothing is asked for and nobody is called. */
    record Own(VerifiedGrant grant) implements Prepared {}

    record Refused(Outcome.Refused outcome) implements Prepared {}

    /** Not possible at the moment. @param why the refusal it becomes if the grant expires first */
    record Later(RefusalCode why, Duration atLeast) implements Prepared {}
}

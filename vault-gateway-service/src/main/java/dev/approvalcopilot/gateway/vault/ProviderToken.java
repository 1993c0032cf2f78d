package dev.approvalcopilot.gateway.vault;

import dev.approvalcopilot.support.outbound.OutboundRequest;

/**
 * A provider token. It goes into one request's header and nowhere else: no accessor, no text form, not serialisable, and on
 * purpose no record.
 */
public final class ProviderToken {

    private final String value;

    ProviderToken(String value) {
        this.value = value;
    }

    /** Puts the token where the provider looks for it (RFC 6750 section 2.1). */
    public void authorize(OutboundRequest request) {
        request.header("Authorization", "Bearer " + value);
    }
}

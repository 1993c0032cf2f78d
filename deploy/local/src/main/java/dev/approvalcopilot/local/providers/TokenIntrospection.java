package dev.approvalcopilot.local.providers;

import java.util.Optional;

/** How a provider recognises a token: real ones made it themselves, these ask the one who gave it out. */
public interface TokenIntrospection {

    /** Empty for a token that nobody gave out, or that was revoked. */
    Optional<ProviderToken> lookup(String token);
}

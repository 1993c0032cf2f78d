package dev.approvalcopilot.contracts.presence;

import java.time.Instant;

/**
 * A login that passed every check of {@link LoginVerifier}; only it makes one.
 *
 * @param sub who logged in
 * @param authTime when, by Auth0's clock
 */
public record FreshLogin(String sub, Instant authTime) {}

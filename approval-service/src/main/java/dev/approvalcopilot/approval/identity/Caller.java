package dev.approvalcopilot.approval.identity;

/**
 * @param sub OIDC {@code sub} of the person
 * @param client the Auth0 client that acts for the person ({@code azp}); empty when the token names none
 */
public record Caller(String sub, String client) {}

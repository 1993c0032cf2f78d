package dev.approvalcopilot.local.client;

/** Where access tokens come from. */
@FunctionalInterface
public interface Bearer {

    /**
     * @param audience identifier of the API
     * @param scope space-separated
     */
    String token(String audience, String scope);
}

package dev.approvalcopilot.gateway.vault;

/** Provider tokens of no provider. */
public final class TestTokens {

    private TestTokens() {}

    public static ProviderToken of(String value) {
        return new ProviderToken(value);
    }
}

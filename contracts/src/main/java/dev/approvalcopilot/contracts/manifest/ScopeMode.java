package dev.approvalcopilot.contracts.manifest;

/** How the scopes of the token that came compare with those that were granted. */
public enum ScopeMode {
    /** The provider can narrow: fewer or more is a refusal. */
    NARROWABLE,
    /** The provider hands out what was consented to: fewer is a refusal, more is recorded and was shown. */
    FIXED,
    /** The provider reports none (GitHub Apps): not compared, and said so. */
    UNREPORTED,
    /** No token is asked for: the gateway does it in its own tables. */
    NONE
}

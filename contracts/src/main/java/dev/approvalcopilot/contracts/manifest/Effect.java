package dev.approvalcopilot.contracts.manifest;

/** What a call that may or may not have arrived means, and so what may happen after an unknown outcome. */
public enum Effect {
    /** Changes nothing: may be sent again. */
    READ_ONLY,
    /** The provider drops a repetition with the same key: may be sent again within the key's lifetime. */
    IDEMPOTENT_KEY,
    /** Whether it happened can be looked up. */
    QUERYABLE,
    /** Nobody can tell: the outcome stays unknown. */
    OPAQUE
}

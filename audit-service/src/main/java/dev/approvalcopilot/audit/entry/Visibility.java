package dev.approvalcopilot.audit.entry;

import io.quarkus.security.identity.SecurityIdentity;

/**
 * Who reads. A person sees the entries whose principal they are; an operator sees all. Entries of nobody are the operator's.
 *
 * @param principal OIDC {@code sub} of the reader
 * @param all whether the reader is an operator
 */
public record Visibility(String principal, boolean all) {

    /** The permission of operators, in the token's {@code permissions} claim. */
    public static final String READ_ALL = "audit:read_all";

    public Visibility {
        if (principal == null || principal.isBlank()) {
            throw new IllegalArgumentException("a reader without a name");
        }
    }

    /** Of a caller whose token was verified. */
    public static Visibility of(SecurityIdentity caller) {
        return new Visibility(caller.getPrincipal().getName(), caller.hasRole(READ_ALL));
    }
}

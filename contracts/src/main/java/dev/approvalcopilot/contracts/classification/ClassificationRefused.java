package dev.approvalcopilot.contracts.classification;

/** No classification for this action. The message is the code; it never quotes what came. */
public final class ClassificationRefused extends Exception {

    /** Which check, in their order. */
    public enum Code {
        /** Nothing came along. */
        MISSING,
        TOO_LARGE,
        /** Not signed with a key that is trusted for classifications, or not as one. */
        SIGNATURE,
        /** Signed, but not of the shape of a classification. */
        CLAIMS,
        ISSUER,
        /** Made for another deployment. */
        AUDIENCE,
        /** True, and about another action. */
        ANOTHER_ACTION,
        /** It asks for no approver at all. */
        NO_QUORUM
    }

    private final Code code;

    public ClassificationRefused(Code code) {
        super(code.name());
        this.code = code;
    }

    public Code code() {
        return code;
    }
}

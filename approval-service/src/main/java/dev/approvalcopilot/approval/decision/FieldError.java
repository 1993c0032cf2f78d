package dev.approvalcopilot.approval.decision;

/**
 * What is wrong with one part of the arguments.
 *
 * @param pointer JSON pointer (RFC 6901) into the arguments; empty for them as a whole
 * @param detail what is asked
 */
public record FieldError(String pointer, String detail) {

    /** @param violation a line such as {@code /channel: is missing} */
    public static FieldError of(String violation) {
        int colon = violation.indexOf(": ");
        return violation.startsWith("/") && colon > 0
                ? new FieldError(violation.substring(0, colon), violation.substring(colon + 2))
                : new FieldError("", violation);
    }
}

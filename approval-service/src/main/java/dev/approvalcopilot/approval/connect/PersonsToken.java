package dev.approvalcopilot.approval.connect;

/** A person's access token for the My Account API, for the one call that follows. Never stored, and it has no text form. */
final class PersonsToken {
    private final String value;

    PersonsToken(String value) {
        this.value = value;
    }

    /** The header's value. */
    String bearer() {
        return "Bearer " + value;
    }
}

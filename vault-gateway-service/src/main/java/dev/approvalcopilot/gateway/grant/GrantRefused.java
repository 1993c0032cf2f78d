package dev.approvalcopilot.gateway.grant;

/** A grant that failed a check. The message is the code; it never quotes the grant. */
public final class GrantRefused extends Exception {

    private final RefusalCode code;

    public GrantRefused(RefusalCode code) {
        super(code.code());
        this.code = code;
    }

    public RefusalCode code() {
        return code;
    }
}

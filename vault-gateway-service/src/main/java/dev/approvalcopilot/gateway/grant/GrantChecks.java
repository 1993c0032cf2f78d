package dev.approvalcopilot.gateway.grant;

/** One check, one code. */
final class GrantChecks {

    private GrantChecks() {}

    static void check(boolean holds, RefusalCode code) throws GrantRefused {
        if (!holds) {
            throw new GrantRefused(code);
        }
    }
}

package dev.approvalcopilot.approval.page.accounts;

import java.util.regex.Pattern;

/** An address of the page's own to come back to. Whatever else it is told, it stays here. */
final class OwnAddress {
    static final String ACCOUNTS = "/accounts";

    private static final Pattern OWN =
            Pattern.compile("/(?:(?:actions|runs)/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?");

    private OwnAddress() {}

    static String of(String text) {
        return OWN.matcher(text).matches() ? text : ACCOUNTS;
    }
}

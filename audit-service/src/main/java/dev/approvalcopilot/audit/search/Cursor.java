package dev.approvalcopilot.audit.search;

import dev.approvalcopilot.audit.AuditProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The place up to which a reader has read. Opaque to clients, so that what it holds can change.
 *
 * @param seq of the last entry read; 0 before the first
 */
record Cursor(long seq) {

    private static final Pattern FORM = Pattern.compile("1:([0-9]{1,18})");

    /** @param written null for the beginning */
    static Cursor read(String written) {
        if (written == null) {
            return new Cursor(0);
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(written), StandardCharsets.US_ASCII);
            var matcher = FORM.matcher(text);
            if (matcher.matches()) {
                return new Cursor(Long.parseLong(matcher.group(1)));
            }
        } catch (IllegalArgumentException e) {
            // No base64: falls through to the refusal.
        }
        throw new ProblemException(
                AuditProblem.INVALID_CURSOR, "Send the cursor of an earlier answer, or none to begin anew.");
    }

    String write() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(("1:" + seq).getBytes(StandardCharsets.US_ASCII));
    }
}

package dev.approvalcopilot.contracts.answer;

import com.google.re2j.Pattern;

/**
 * Text that looks like a credential, which a provider's answer may quote: it goes no further. The engine is RE2's, because a
 * stranger writes what is searched, and {@code eyJ-eyJ-…} costs Java's own engine the square of its length.
 */
final class TokenShapes {

    static final String REMOVED = "[removed: looks like a credential]";

    private static final Pattern SHAPES = Pattern.compile(String.join(
            "|",
            "(?i:bearer)\\s+[A-Za-z0-9._~+/=-]{8,}",
            "\\bgh[a-z]_[A-Za-z0-9_-]{16,}",
            "\\bgithub_pat_[A-Za-z0-9_]{16,}",
            "\\bxox[a-z](?:\\.xox[a-z])?-[A-Za-z0-9._-]{8,}",
            "\\bxapp-[A-Za-z0-9-]{8,}",
            "\\bya29\\.[A-Za-z0-9._-]{8,}",
            "\\b1//[A-Za-z0-9._-]{16,}",
            "\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*\\.?[A-Za-z0-9_.-]*",
            "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b",
            "\\bsk-[A-Za-z0-9_-]{16,}",
            "-----BEGIN [A-Z ]*PRIVATE KEY-----"));

    private TokenShapes() {}

    static String scrub(String text) {
        return SHAPES.matcher(text).replaceAll(REMOVED);
    }
}

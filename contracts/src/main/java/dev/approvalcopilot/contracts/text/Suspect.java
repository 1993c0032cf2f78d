package dev.approvalcopilot.contracts.text;

import java.util.Optional;

/**
 * A stretch of the text that needs a note.
 *
 * @param start index of the first UTF-16 unit
 * @param end index after the last
 * @param finding what it is; empty where the note is only there to be complete
 */
record Suspect(int start, int end, String note, Optional<Finding> finding) {
    static Suspect of(int start, int end, String note, Finding finding) {
        return new Suspect(start, end, note, Optional.of(finding));
    }

    boolean overlaps(Suspect other) {
        return start < other.end && other.start < end;
    }
}

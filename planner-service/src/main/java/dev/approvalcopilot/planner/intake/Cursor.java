package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Where a page ended, as clients see it: an opaque text. */
final class Cursor {

    private static final int BYTES = 16;

    private Cursor() {}

    static String of(UUID last) {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static UUID read(String cursor) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() == BYTES) {
                return new UUID(bytes.getLong(), bytes.getLong());
            }
        } catch (IllegalArgumentException e) {
            // The same answer as for a wrong length.
        }
        throw new ProblemException(CommonProblem.INVALID_REQUEST, "The cursor is not one that this API handed out.");
    }
}

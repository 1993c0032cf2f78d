package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A client's name for one request: sent again with the same name, it is the same request. It lives as long as its run. */
record IdempotencyKey(String value) {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,200}");

    static Optional<IdempotencyKey> read(String header) {
        if (header == null) {
            return Optional.empty();
        }
        if (!FORM.matcher(header).matches()) {
            throw new ProblemException(
                    CommonProblem.INVALID_REQUEST, "An Idempotency-Key has 1 to 200 visible ASCII characters.");
        }
        return Optional.of(new IdempotencyKey(header));
    }
}

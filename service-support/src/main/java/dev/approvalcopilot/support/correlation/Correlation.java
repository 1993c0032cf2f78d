package dev.approvalcopilot.support.correlation;

import dev.approvalcopilot.contracts.Ids;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * The id that ties together what one request or event causes. It travels as {@code X-Correlation-Id} on HTTP and as the
 * CloudEvents extension {@code correlationid} on events, and stands in every log line as {@code correlationId}.
 */
public final class Correlation {

    /** HTTP header, in requests and answers. */
    public static final String HEADER = "X-Correlation-Id";

    static final String MDC_KEY = "correlationId";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private Correlation() {}

    /** The id of what this thread works on; a new one when it works on nothing that has one (a scheduler, start-up). */
    public static String current() {
        return MDC.get(MDC_KEY) instanceof String id ? id : Ids.next().toString();
    }

    /** Runs work under an id and restores the one before. */
    public static void within(String id, Runnable work) {
        var before = MDC.get(MDC_KEY);
        MDC.put(MDC_KEY, id);
        try {
            work.run();
        } finally {
            if (before == null) {
                MDC.remove(MDC_KEY);
            } else {
                MDC.put(MDC_KEY, before);
            }
        }
    }

    /** The candidate, if it has the accepted form: 8 to 64 letters, digits, dots, hyphens, underscores. */
    public static Optional<String> accepted(String candidate) {
        return Optional.ofNullable(candidate).filter(FORM.asMatchPredicate());
    }
}

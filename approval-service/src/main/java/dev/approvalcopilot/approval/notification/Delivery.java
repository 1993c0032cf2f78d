package dev.approvalcopilot.approval.notification;

import dev.approvalcopilot.support.outbound.OutboundAnswer;
import dev.approvalcopilot.support.outbound.OutboundAnswer.Answered;
import dev.approvalcopilot.support.outbound.OutboundAnswer.Lost;
import dev.approvalcopilot.support.outbound.OutboundAnswer.NotSent;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What came of one try. Reasons are codes of our own: what a receiver wrote is not kept. */
public sealed interface Delivery {
    /** The receiver has it. */
    record Sent() implements Delivery {}

    /** Not now. @param askedWait at least so long, where the receiver said it */
    record Failed(String reason, Optional<Duration> askedWait) implements Delivery {
        public Failed(String reason) {
            this(reason, Optional.empty());
        }
    }

    /** Never: trying again would end the same way. */
    record Refused(String reason) implements Delivery {}

    /** What an HTTP receiver's answer means. */
    static Delivery of(OutboundAnswer answer) {
        return switch (answer) {
            case Answered answered -> of(answered);
            case NotSent(var reason) ->
                switch (reason) {
                    case MALFORMED, FORBIDDEN_ADDRESS -> new Refused(code(reason));
                    case UNREACHABLE, LATE -> new Failed(code(reason));
                };
            // It may have been received; the receiver knows it again by its id.
            case Lost(var reason) -> new Failed(code(reason));
        };
    }

    private static Delivery of(Answered answered) {
        int status = answered.status();
        var reason = "status_" + status;
        if (status >= 200 && status < 300) {
            return new Sent();
        }
        boolean passes = status == 408 || status == 425 || status == 429 || status >= 500;
        return passes ? new Failed(reason, answered.retryAfter()) : new Refused(reason);
    }

    private static String code(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}

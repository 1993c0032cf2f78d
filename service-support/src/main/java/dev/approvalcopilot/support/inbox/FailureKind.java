package dev.approvalcopilot.support.inbox;

import com.fasterxml.jackson.core.JacksonException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;

/** Whose fault a failure is, and so whether waiting can help. */
enum FailureKind {
    /** Database, broker or network: passes by itself. Tried again for ever, never a dead letter. */
    TRANSIENT,
    /** The event, or a defect in the handler: tried a few times. */
    OWN;

    /** A chain of causes longer than this is not followed. */
    private static final int MAX_CAUSES = 20;

    /**
     * Connection (08), read-only (25006), login (28), database missing (3D), serialisation and deadlock (40), rights and tables
     * that are not there yet (42501, 42P01), resources (53), locks (55), an operator's intervention (57), the machine (58).
     */
    private static final Pattern TRANSIENT_STATES =
            Pattern.compile("08...|25006|28...|3D...|40...|42501|42P01|53...|55...|57P..|58...");

    /** Decides by the first cause that is telling. */
    static FailureKind of(Throwable failure) {
        var cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
            switch (cause) {
                case SQLException sql -> {
                    return ofState(sql.getSQLState());
                }
                case JacksonException _ -> {
                    return OWN;
                }
                case IOException _, KafkaException _ -> {
                    return TRANSIENT;
                }
                case RollbackException _,
                        SystemException _,
                        HeuristicMixedException _,
                        HeuristicRollbackException _ -> {
                    return TRANSIENT;
                }
                default -> {}
            }
        }
        return OWN;
    }

    /** Whatever is not known to pass by itself may be the record's doing: 54000 is an index that cannot hold a value of it. */
    private static FailureKind ofState(String state) {
        return state == null || TRANSIENT_STATES.matcher(state).matches() ? TRANSIENT : OWN;
    }
}

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

    private static final Pattern OWN_STATES = Pattern.compile("2[123]...|P0...|25P02");

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

    /**
     * Cardinality (21), data (22), constraint (23), a trigger's own word (P0), and a statement after a failure that the handler
     * swallowed (25P02) speak of the event or the handler; everything else of the database, its schema or the way to it.
     */
    private static FailureKind ofState(String state) {
        return state != null && OWN_STATES.matcher(state).matches() ? OWN : TRANSIENT;
    }
}

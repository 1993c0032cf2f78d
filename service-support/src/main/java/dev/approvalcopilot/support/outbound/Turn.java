package dev.approvalcopilot.support.outbound;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Where one request stands. Exactly one of two things happens first: its first byte may leave, or it is given up and then
 * never leaves.
 */
final class Turn {

    static final String ATTRIBUTE = Turn.class.getName();

    private enum Phase {
        CONNECTING,
        SENDING,
        GIVEN_UP
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.CONNECTING);

    /** @return false when it was given up meanwhile */
    boolean beginSending() {
        return phase.compareAndSet(Phase.CONNECTING, Phase.SENDING);
    }

    /** @return true when nothing was sent, and now nothing will be */
    boolean giveUp() {
        return phase.compareAndSet(Phase.CONNECTING, Phase.GIVEN_UP) || phase.get() == Phase.GIVEN_UP;
    }
}

package dev.approvalcopilot.gateway.halt;

/** What operators have stopped cannot be read: nothing may be called. Without the cause's message, which may quote anything. */
public final class HaltsUnreadable extends RuntimeException {

    HaltsUnreadable(RuntimeException cause) {
        super(cause.getClass().getSimpleName(), cause);
    }
}

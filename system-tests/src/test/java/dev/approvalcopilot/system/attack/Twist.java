package dev.approvalcopilot.system.attack;

/** Changes one thing of what is to be sent. */
@FunctionalInterface
interface Twist<T> {
    void apply(T target) throws Exception;
}

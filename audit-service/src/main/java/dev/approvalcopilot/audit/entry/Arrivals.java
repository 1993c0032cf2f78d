package dev.approvalcopilot.audit.entry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes those who wait for new entries. Only a hint: what another replica wrote is found by looking again. */
@ApplicationScoped
public class Arrivals {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private long count;

    /** Something was committed. */
    public void announce() {
        lock.lock();
        try {
            count++;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often something was announced; give it to {@link #await}. */
    public long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when something was announced since the count was {@code seen}, or after the longest wait. */
    public void await(long seen, Duration longest) throws InterruptedException {
        long nanos = longest.toNanos();
        lock.lockInterruptibly();
        try {
            while (count == seen && nanos > 0) {
                nanos = arrived.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}

package dev.approvalcopilot.gateway.call;

import dev.approvalcopilot.contracts.answer.RawAnswer;
import dev.approvalcopilot.gateway.GatewayConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many actions may be under way at one connection (bulkhead), and whether any may (circuit breaker). An action enters
 * before a token is asked for and leaves at the end of its turn; in between each call says how it went. Turned away means: not
 * sent, and no token was asked for.
 *
 * <p>resilience4j wants each permission to end in one way: a result, or that it is given back. So a turn counts once, however
 * many calls it makes, and against the provider if one of them does. A turn without a call gives its permission back. What a place has to say counts in the state of the circuit in which it was taken, and in
 * no later one: otherwise the turns that began before a provider fell ill would let in more trials afterwards.
 */
public final class ConnectionGate {

    private static final int WINDOW_TURNS = 20;
    private static final float FAILED_PERCENT = 50;
    private static final int TRIALS = 2;
    /** Long enough for a short queue to move, too short to hold up the workers of other connections. */
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private static final long MIN_PAUSE_MILLIS = 150;
    private static final long MAX_PAUSE_MILLIS = 450;
    private static final Exception ILL = new Exception("the provider did not answer, or answered that it cannot");

    private static final ScopedValue<Admission.Place> PLACE = ScopedValue.newInstance();

    private final Semaphore places;
    /** Each use holds its lock, so that no permission is given in one state and noted under the next. */
    private final CircuitBreaker circuit;

    private int changes;
    private final Duration openFor;
    private final Timer calls;
    private final Counter full;
    private final Counter open;

    /** A place, or how long to wait before asking for one again. */
    public sealed interface Admission {

        /** A place for one turn. */
        final class Place implements Admission {
            private final ConnectionGate gate;
            private final int takenAfterChanges;
            private final AtomicBoolean left = new AtomicBoolean();
            private Optional<Boolean> metAnIllOne = Optional.empty();

            private Place(ConnectionGate gate, int takenAfterChanges) {
                this.gate = gate;
                this.takenAfterChanges = takenAfterChanges;
            }

            /** Runs the turn, whose calls are made in this place, and gives the place back. */
            public void during(Runnable turn) {
                try {
                    ScopedValue.where(PLACE, this).run(turn);
                } finally {
                    leave();
                }
            }

            void leave() {
                if (left.compareAndSet(false, true)) {
                    gate.leave(this);
                }
            }
        }

        record TurnedAway(Duration askAgainAfter) implements Admission {}
    }

    ConnectionGate(String connection, GatewayConfig.Call limits, MeterRegistry meters) {
        this.places = new Semaphore(limits.maxConcurrentPerConnection());
        this.openFor = limits.circuitOpenFor();
        this.circuit = CircuitBreaker.of(
                connection,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(Math.max(WINDOW_TURNS, limits.circuitMinimumCalls()))
                        .minimumNumberOfCalls(limits.circuitMinimumCalls())
                        .failureRateThreshold(FAILED_PERCENT)
                        .waitDurationInOpenState(openFor)
                        .permittedNumberOfCallsInHalfOpenState(TRIALS)
                        .build());
        circuit.getEventPublisher().onStateTransition(_ -> changes++);
        this.calls = Timer.builder("gateway.call")
                .description("Calls at providers, from dispatch to the end of the answer or of the patience")
                .tag("connection", connection)
                .publishPercentileHistogram()
                .register(meters);
        this.full = turnedAway(connection, "full", meters);
        this.open = turnedAway(connection, "circuit_open", meters);
        int all = limits.maxConcurrentPerConnection();
        Gauge.builder("gateway.connection.busy", this, gate -> all - gate.places.availablePermits())
                .description("Actions that are under way at a connection")
                .tag("connection", connection)
                .strongReference(true)
                .register(meters);
        Gauge.builder("gateway.connection.circuit.open", this, gate -> gate.isClosed() ? 0 : 1)
                .description("1 while the circuit of a connection keeps calls back or tries a few")
                .tag("connection", connection)
                .strongReference(true)
                .register(meters);
    }

    private static Counter turnedAway(String connection, String why, MeterRegistry meters) {
        return Counter.builder("gateway.connection.turned.away")
                .description("Times that an action found no place at a connection and was put off")
                .tag("connection", connection)
                .tag("why", why)
                .register(meters);
    }

    public Admission enter() throws InterruptedException {
        if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            full.increment();
            return new Admission.TurnedAway(aMoment());
        }
        synchronized (circuit) {
            if (circuit.tryAcquirePermission()) {
                return new Admission.Place(this, changes);
            }
        }
        places.release();
        open.increment();
        return new Admission.TurnedAway(aMoment().plus(openFor.dividedBy(10)));
    }

    private void leave(Admission.Place place) {
        synchronized (circuit) {
            if (counts(place)) {
                count(place.metAnIllOne);
            }
        }
        places.release();
    }

    private void count(Optional<Boolean> metAnIllOne) {
        if (metAnIllOne.isEmpty()) {
            circuit.releasePermission();
        } else if (metAnIllOne.get()) {
            circuit.onError(0, TimeUnit.NANOSECONDS, ILL);
        } else {
            circuit.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    /** A call of the turn that this thread runs ended so. */
    void called(RawAnswer answer, Duration took) {
        calls.record(took);
        if (PLACE.isBound()) {
            var place = PLACE.get();
            isIll(answer).ifPresent(ill -> place.metAnIllOne = Optional.of(ill || place.metAnIllOne.orElse(false)));
        }
    }

    private boolean counts(Admission.Place place) {
        return place.takenAfterChanges == changes;
    }

    /** Empty where the answer says nothing about the provider. */
    private static Optional<Boolean> isIll(RawAnswer answer) {
        return switch (answer) {
            case RawAnswer.Answered answered -> Optional.of(answered.status() >= 500 && answered.status() != 501);
            case RawAnswer.Lost _ -> Optional.of(true);
            case RawAnswer.TooLarge _ -> Optional.of(false);
            case RawAnswer.NotSent(String code) ->
                code.equals(RawAnswer.UNREACHABLE) ? Optional.of(true) : Optional.empty();
        };
    }

    private boolean isClosed() {
        return circuit.getState() == CircuitBreaker.State.CLOSED;
    }

    private static Duration aMoment() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(MIN_PAUSE_MILLIS, MAX_PAUSE_MILLIS));
    }
}

package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.gateway.grant.GrantVerifier;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import dev.approvalcopilot.gateway.grant.VerifiedGrant;
import dev.approvalcopilot.gateway.halt.ChangeHalts;
import dev.approvalcopilot.gateway.halt.Halts;
import dev.approvalcopilot.gateway.ledger.Entry;
import dev.approvalcopilot.gateway.ledger.State;
import dev.approvalcopilot.gateway.testing.Resumed;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A halt against dispatches, at the same moment. */
@QuarkusTest
class HaltRaceTest extends GatewayScenario {

    private static final int WORKERS = 12;
    private static final int BEFORE_THE_HALT = 25;

    @Inject
    Settle settle;

    @Inject
    Halts halts;

    @Inject
    ChangeHalts operators;

    @Inject
    GrantVerifier verifier;

    @AfterEach
    void resumeAll() {
        jdbi.useHandle(handle -> handle.execute("""
                update ledger set state = 'UNKNOWN', ended_at = clock_timestamp(), lease = null, lease_until = null
                 where correlation_id = 'test-race' and state = 'DISPATCHING'"""));
        jdbi.useHandle(handle -> handle.execute("""
                update ledger set state = 'REFUSED', code = 'halted', ended_at = clock_timestamp(), lease = null,
                                  lease_until = null
                 where correlation_id = 'test-race' and state = 'CLAIMED'"""));
        Resumed.all(jdbi);
    }

    /** A row that a worker of this test has leased, and no running one takes. */
    private Entry leased(VerifiedGrant grant) {
        var id = Ids.next();
        var lease = Ids.next();
        long generation = jdbi.withHandle(handle -> handle.createQuery("select generation from ledger_lineage")
                .mapTo(Long.class)
                .one());
        jdbi.useHandle(handle -> handle.execute(
                """
                insert into ledger (action_id, jti, digest, run, principal, agent, tool, correlation_id, state, grant_jws,
                                    action_bytes, expires_at, lease, lease_until, attempts)
                values (?, ?, ?, ?, 'auth0|ada', 'agent', 'tool', 'test-race', 'CLAIMED', 'jws', 'bytes',
                        clock_timestamp() + interval '5 minutes', ?, clock_timestamp() + interval '5 minutes', 1)
                """, id, "jti-" + id, grant.digest().value(), grant.ref().run(), lease));
        return new Entry(
                id,
                grant.digest(),
                grant.ref().run(),
                "auth0|ada",
                "agent",
                "tool",
                "test-race",
                State.CLAIMED,
                "jws",
                "bytes",
                Instant.now().plusSeconds(300),
                lease,
                1,
                0,
                null,
                null,
                generation,
                generation);
    }

    private VerifiedGrant verified() throws Exception {
        return verifier.verify(aGrant().build(), Instant.now());
    }

    /** Before the halt is answered, a worker ends only if it failed. */
    private static boolean anyIsDone(List<Future<?>> workers) {
        return workers.stream().anyMatch(Future::isDone);
    }

    private long dispatched() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from ledger where correlation_id = 'test-race' and state = 'DISPATCHING'")
                .mapTo(Long.class)
                .one());
    }

    /** Each time again: what had been committed when the halt was answered is all that ever will be. */
    @RepeatedTest(8)
    void onceAHaltIsAnsweredNothingMoreIsDispatched() throws Exception {
        var grant = verified();
        var committed = new AtomicInteger();
        var halted = new AtomicInteger();
        var dispatching = new ArrayList<Future<?>>();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < WORKERS; worker++) {
                dispatching.add(workers.submit(() -> {
                    while (halted.get() < WORKERS) {
                        switch (settle.dispatch(leased(grant), grant, Set.of())) {
                            case Dispatch.Committed _ -> committed.incrementAndGet();
                            case Dispatch.Forbidden(RefusalCode code)
                            when code == RefusalCode.HALTED -> halted.incrementAndGet();
                            case Dispatch other -> throw new AssertionError(other.toString());
                        }
                    }
                    return null;
                }));
            }
            try {
                await().atMost(LONG).until(() -> committed.get() >= BEFORE_THE_HALT || anyIsDone(dispatching));

                operators.halt(HaltScope.parse("connection:github"), "now", "auth0|olga");
                long atTheAnswer = dispatched();

                await().atMost(LONG).until(() -> halted.get() >= WORKERS || anyIsDone(dispatching));
                for (var worker : dispatching) {
                    worker.get(LONG.toSeconds(), TimeUnit.SECONDS);
                }
                assertThat(dispatched()).isEqualTo(atTheAnswer);
            } finally {
                // Else the workers would be waited for, for ever.
                halted.set(WORKERS);
            }
        }
        assertThat(dispatched()).isEqualTo(committed.get());
    }

    /** Nor is it overtaken: a stream of dispatches that never ends does not keep it waiting. */
    @Test
    void aHaltUnderLoadIsAnsweredWithinASecond() throws Exception {
        var grant = verified();
        var stop = new AtomicInteger();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < WORKERS; worker++) {
                workers.submit(() -> {
                    while (stop.get() == 0) {
                        QuarkusTransaction.requiringNew().run(() -> halts.refusalAtDispatch(grant));
                    }
                });
            }
            try {
                for (int halt = 0; halt < 5; halt++) {
                    long start = System.nanoTime();
                    operators.halt(HaltScope.parse("agent:agent-" + halt), "now", "auth0|olga");
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
                }
            } finally {
                // Else the workers would be waited for, for ever.
                stop.set(1);
            }
        }
    }

    /** A gateway that froze between its statements holds the lock; the database takes it away. */
    @Test
    void aFrozenDispatchKeepsAHaltBackForTwoSecondsAtMost() throws Exception {
        var grant = verified();
        var frozen = new CountDownLatch(1);
        var thaw = new CountDownLatch(1);
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var dispatch =
                    workers.submit(() -> QuarkusTransaction.requiringNew().call(() -> {
                        halts.refusalAtDispatch(grant);
                        frozen.countDown();
                        thaw.await();
                        return null;
                    }));
            frozen.await();
            long start = System.nanoTime();

            operators.halt(HaltScope.ALL, "now", "auth0|olga");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            thaw.countDown();
            await().atMost(LONG).until(dispatch::isDone);
        }
        UUID action = deliver(aGrant());
        assertThat(awaitEvents(action, "action.refused").path("code").asText()).isEqualTo("halted");
    }
}

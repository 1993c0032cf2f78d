package dev.approvalcopilot.system.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.Providers.Effect;
import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.Run.Step;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.system.crash.CrashPoint.Left;
import dev.approvalcopilot.system.testing.Answers;
import dev.approvalcopilot.system.testing.Approvals;
import dev.approvalcopilot.system.testing.AuditTrail;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Four actions of two people, and services that die in the middle of them, each at a point that {@link CrashPoint} names: no
 * effect is lost, none happens twice, what cannot be known is UNKNOWN, and the audit is complete. With {@code --long} every
 * point at its first four hits, else one point of each service; one point a service at a time.
 */
@WholeProduct
@Order(Integer.MAX_VALUE - 1)
class CrashTest {
    private static final Duration LIMIT = Duration.ofSeconds(240);
    private static final Map<Service, ArmedService> SERVICES = new EnumMap<>(Service.class);
    private static final CrashMatrix MATRIX = new CrashMatrix();

    static List<Round> rounds() {
        return Boolean.getBoolean("tests.long") ? Round.all() : List.of(Round.one());
    }

    @BeforeAll
    static void restartWithTheAgent(Product product) throws Exception {
        for (var service : Service.values()) {
            var armed = ArmedService.prepare(product, service);
            armed.restart();
            SERVICES.put(service, armed);
        }
        for (var service : SERVICES.values()) {
            service.waitReady();
        }
    }

    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @ParameterizedTest(name = "{0}")
    @MethodSource("rounds")
    void noEffectIsLostOrDoubled(Round round, Product product) throws Exception {
        var begin = Instant.now();
        long effectsBefore = product.providers().lastEffect();
        long deadLettersBefore = deadLetters(product);
        for (var cell : round.cells()) {
            SERVICES.get(cell.point().service()).arm(cell);
        }
        var deaths = new ArrayList<Future<?>>();
        var lives = new ArrayList<Life>();
        var runs = new ArrayList<Run>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var cell : round.cells()) {
                deaths.add(threads.submit(() -> {
                    dieAndComeBack(cell, product, effectsBefore);
                    return null;
                }));
            }
            for (var person : List.of("ada", "bob")) {
                lives.add(Life.start(product.as(person), round + " of " + person));
            }
            for (var death : deaths) {
                death.get();
            }
            lives.forEach(life -> runs.add(life.awaitEnd()));
        } finally {
            lives.forEach(Life::close);
        }
        var effects = product.providers().effectsAfter(effectsBefore);
        var steps = runs.stream().flatMap(run -> run.steps().stream()).toList();

        assertThat(steps).hasSize(4);
        steps.forEach(step -> assertHappenedAsItSays(step, effects));
        assertAmbiguityIsSaid(round, steps, effects);
        for (int person = 0; person < lives.size(); person++) {
            AuditTrail.assertComplete(lives.get(person).client(), runs.get(person));
        }
        assertNothingWaits(product);
        assertThat(deadLetters(product)).isEqualTo(deadLettersBefore);
        MATRIX.add(round, steps, effects, Duration.between(begin, Instant.now()));
    }

    private static void dieAndComeBack(Cell cell, Product product, long effectsBefore) throws Exception {
        var service = SERVICES.get(cell.point().service());
        if (!cell.point().caller().isEmpty()) {
            service.awaitReached();
            // As many calls have left, and this is the last of them: the provider has done it.
            await().atMost(LIMIT)
                    .until(() -> product.providers().effectsAfter(effectsBefore).size() >= cell.hit());
            service.release();
        }
        service.awaitDeath(cell);
        service.restart();
        service.waitReady();
    }

    private static void assertHappenedAsItSays(Step step, List<Effect> effects) {
        switch (step.state()) {
            case SUCCEEDED ->
                assertThat(times(step, effects)).as(step.sentence()).isEqualTo(1);
            case UNKNOWN -> assertThat(times(step, effects)).as(step.sentence()).isLessThanOrEqualTo(1);
            default -> throw new AssertionError(step.sentence() + " is " + step.state());
        }
    }

    private static long times(Step step, List<Effect> effects) {
        return effects.stream()
                .filter(effect -> effect.auditContext().equals(step.digest()))
                .count();
    }

    /** Other actions may be under way when the gateway dies; that on which it died must be among the unknown ones. */
    private static void assertAmbiguityIsSaid(Round round, List<Step> steps, List<Effect> effects) {
        var unknown =
                steps.stream().filter(step -> step.state() == State.UNKNOWN).toList();
        var left = round.of(Service.GATEWAY).map(cell -> cell.point().left());
        if (left.isEmpty()) {
            assertThat(unknown).isEmpty();
        } else if (left.get() != Left.SUCCEEDED) {
            long wanted = left.get() == Left.UNKNOWN_WITH_EFFECT ? 1 : 0;
            assertThat(unknown).anyMatch(step -> times(step, effects) == wanted);
        }
    }

    private static void assertNothingWaits(Product product) {
        await().atMost(LIMIT).untilAsserted(() -> {
            for (var service : Service.values()) {
                assertThat(product.databases().count(service, "select count(*) from outbox where sent_at is null"))
                        .as("rows that " + service.id() + " has not sent")
                        .isZero();
            }
            assertThat(product.databases().count(Service.GATEWAY, "select count(*) from ledger where ended_at is null"))
                    .isZero();
        });
    }

    private static long deadLetters(Product product) throws Exception {
        long all = 0;
        for (var service : Service.values()) {
            all += product.databases().count(service, "select count(*) from outbox where topic like 'dead-letters.%'");
        }
        return all;
    }

    /** A person who asks for two messages, approves them and waits for the end, whatever is away meanwhile. */
    private record Life(CopilotClient client, UUID id, Approvals approvals) implements AutoCloseable {

        static Life start(CopilotClient client, String name) {
            var goal = "post '" + name + " 1' to #general and post '" + name + " 2' to #general";
            var id = await().atMost(LIMIT)
                    .until(() -> Answers.unlessAway(() -> started(client, goal)), Optional::isPresent)
                    .orElseThrow();
            return new Life(client, id, new Approvals(client, id));
        }

        /** Whoever got no answer looks before asking again. */
        private static UUID started(CopilotClient client, String goal) {
            return client.runs().stream()
                    .filter(run -> run.goal().equals(goal))
                    .findFirst()
                    .orElseGet(() -> client.startRun(goal))
                    .id();
        }

        Run awaitEnd() {
            return await().atMost(LIMIT)
                    .until(
                            () -> Answers.unlessAway(() -> client.run(id))
                                    .filter(found -> found.status() == Run.Status.COMPLETED),
                            Optional::isPresent)
                    .orElseThrow();
        }

        @Override
        public void close() {
            approvals.close();
        }
    }
}

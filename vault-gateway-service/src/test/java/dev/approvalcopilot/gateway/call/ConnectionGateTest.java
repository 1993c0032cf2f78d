package dev.approvalcopilot.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.gateway.call.ConnectionGate.Admission;
import dev.approvalcopilot.gateway.testing.TestConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionGateTest {

    private static final RawAnswer YES = new RawAnswer.Answered(200, "{}", Duration.ZERO);
    private static final RawAnswer NO = new RawAnswer.Answered(404, "{}", Duration.ZERO);
    private static final RawAnswer ILL = new RawAnswer.Answered(502, "", Duration.ZERO);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConnectionGate gate = new ConnectionGates(
                    TestConfig.with(Map.of(
                            "gateway.call.max-concurrent-per-connection", "2",
                            "gateway.call.circuit-minimum-calls", "4",
                            "gateway.call.circuit-open-for", "PT0.3S")),
                    meters)
            .of("github");

    private Admission enter() {
        try {
            return gate.enter();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void aTurnWith(RawAnswer answer) {
        var place = (Admission.Place) enter();
        gate.called(answer, Duration.ofMillis(1));
        place.leave();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            aTurnWith(ILL);
        }
    }

    @Test
    void hasSoManyPlacesAndNoMore() {
        var first = (Admission.Place) enter();
        enter();

        assertThat(enter()).isInstanceOf(Admission.TurnedAway.class);
        first.leave();
        assertThat(enter()).isInstanceOf(Admission.Place.class);
        assertThat(meters.get("gateway.connection.busy").gauge().value()).isEqualTo(2);
        assertThat(meters.get("gateway.connection.turned.away")
                        .tag("why", "full")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        var place = (Admission.Place) enter();
        place.leave();
        place.leave();
        enter();
        enter();

        assertThat(enter()).isInstanceOf(Admission.TurnedAway.class);
    }

    @Test
    void aProviderThatIsIllIsLeftAloneForAWhileAndThenTried() {
        fail(4);

        assertThat(enter()).isInstanceOf(Admission.TurnedAway.class);
        assertThat(meters.get("gateway.connection.circuit.open").gauge().value())
                .isEqualTo(1);
        await().atMost(Duration.ofSeconds(5)).until(() -> enter() instanceof Admission.Place place && leave(place));
        aTurnWith(YES);
        aTurnWith(YES);
        assertThat(meters.get("gateway.connection.circuit.open").gauge().value())
                .isZero();
    }

    private static boolean leave(Admission.Place place) {
        place.leave();
        return true;
    }

    @Test
    void aTrialThatFailsKeepsItClosed() {
        fail(4);
        await().atMost(Duration.ofSeconds(5)).until(() -> enter() instanceof Admission.Place place && leave(place));
        fail(2);

        assertThat(enter()).isInstanceOf(Admission.TurnedAway.class);
    }

    /** A refusal, or a turn that never came to a call, says nothing against the provider. */
    @Test
    void aNoIsAnAnswer() {
        for (int i = 0; i < 20; i++) {
            aTurnWith(NO);
            aTurnWith(new RawAnswer.NotSent("deadline_passed"));
        }

        assertThat(enter()).isInstanceOf(Admission.Place.class);
    }

    @Test
    void noAnswerAndNoConnectionCountAgainstTheProvider() {
        aTurnWith(new RawAnswer.Lost("how"));
        aTurnWith(new RawAnswer.Lost("how"));
        aTurnWith(new RawAnswer.NotSent(RawAnswer.UNREACHABLE));
        aTurnWith(new RawAnswer.NotSent(RawAnswer.UNREACHABLE));

        assertThat(enter()).isInstanceOf(Admission.TurnedAway.class);
    }
}

package dev.approvalcopilot.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.answer.RawAnswer;
import dev.approvalcopilot.gateway.call.ConnectionGate.Admission;
import dev.approvalcopilot.gateway.testing.TestConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectionGateTest {

    private static final RawAnswer YES = new RawAnswer.Answered(200, "{}", Map.of(), Duration.ZERO);
    private static final RawAnswer NO = new RawAnswer.Answered(404, "{}", Map.of(), Duration.ZERO);
    private static final RawAnswer ILL = new RawAnswer.Answered(502, "", Map.of(), Duration.ZERO);

    private SimpleMeterRegistry meters;
    private ConnectionGate gate = withPlaces(2);

    /** With meters of its own: a registry keeps those of the first gate of a name. */
    private ConnectionGate withPlaces(int places) {
        meters = new SimpleMeterRegistry();
        return new ConnectionGates(
                        TestConfig.with(Map.of(
                                "gateway.call.max-concurrent-per-connection", String.valueOf(places),
                                "gateway.call.circuit-minimum-calls", "4",
                                "gateway.call.circuit-open-for", "PT0.3S")),
                        meters)
                .of("github");
    }

    private Admission enter() {
        try {
            return gate.enter();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void aTurnWith(RawAnswer answer) {
        ((Admission.Place) enter()).during(() -> call(answer));
    }

    private void call(RawAnswer answer) {
        gate.called(answer, Duration.ofMillis(1));
    }

    private void aTurnWith(RawAnswer first, RawAnswer second) {
        ((Admission.Place) enter()).during(() -> {
            call(first);
            call(second);
        });
    }

    /** Until the circuit lets a trial in; that one makes no call. */
    private void waitUntilItIsTried() {
        await().atMost(Duration.ofSeconds(5)).until(() -> enter() instanceof Admission.Place place && leave(place));
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
        waitUntilItIsTried();
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
        waitUntilItIsTried();
        fail(2);

        assertThat(enter()).isInstanceOf(Admission.TurnedAway.class);
    }

    @Test
    void aCallSpendsItsTrial() {
        gate = withPlaces(8);
        fail(4);
        waitUntilItIsTried();

        aTurnWith(YES);
        enter();

        assertThat(enter()).isInstanceOf(Admission.TurnedAway.class);
    }

    /** Such as a read of what must still be so, and then the call. */
    @Test
    void aTurnWithTwoCallsIsOneTrial() {
        gate = withPlaces(8);
        fail(4);
        waitUntilItIsTried();

        aTurnWith(YES, YES);

        assertThat(meters.get("gateway.connection.circuit.open").gauge().value())
                .isEqualTo(1);
        aTurnWith(YES);
        assertThat(meters.get("gateway.connection.circuit.open").gauge().value())
                .isZero();
    }

    @Test
    void oneTurnDoesNotSayAloneThatAProviderIsIllStill() {
        gate = withPlaces(8);
        fail(4);
        waitUntilItIsTried();

        aTurnWith(ILL, ILL);

        assertThat(enter()).isInstanceOf(Admission.Place.class);
    }

    @Test
    void aTurnCountsAgainstTheProviderIfOneOfItsCallsDoes() {
        aTurnWith(YES, ILL);
        aTurnWith(ILL, YES);
        aTurnWith(YES, YES);
        assertThat(enter()).isInstanceOf(Admission.Place.class);
        aTurnWith(YES);

        assertThat(enter()).isInstanceOf(Admission.TurnedAway.class);
    }

    @Test
    void aTrialThatMadeNoCallIsGivenBack() {
        gate = withPlaces(8);
        fail(4);
        waitUntilItIsTried();

        for (int i = 0; i < 5; i++) {
            aTurnWith(new RawAnswer.NotSent("deadline_passed"));
        }

        assertThat(enter()).isInstanceOf(Admission.Place.class);
        assertThat(enter()).isInstanceOf(Admission.Place.class);
        assertThat(enter()).isInstanceOf(Admission.TurnedAway.class);
    }

    /** They are many where a provider answers slowly before it falls ill, and would all come upon it when it is tried. */
    @Test
    void turnsFromBeforeLetNoMoreTrialsIn() {
        gate = withPlaces(8);
        var slow = Stream.generate(() -> (Admission.Place) enter()).limit(4).toList();
        fail(4);
        waitUntilItIsTried();

        slow.forEach(Admission.Place::leave);

        enter();
        enter();
        assertThat(enter()).isInstanceOf(Admission.TurnedAway.class);
    }

    @Test
    void whatATurnFromBeforeMetIsNoTrial() {
        gate = withPlaces(8);
        var slow = (Admission.Place) enter();
        fail(4);
        waitUntilItIsTried();

        slow.during(() -> {
            call(ILL);
            call(ILL);
        });

        aTurnWith(YES);
        aTurnWith(YES);
        assertThat(meters.get("gateway.connection.circuit.open").gauge().value())
                .isZero();
    }

    /** A refusal, or a turn that never came to a call, says nothing against the provider. */
    @Test
    void aNoIsAnAnswer() {
        for (int i = 0; i < 20; i++) {
            aTurnWith(NO);
            aTurnWith(new RawAnswer.TooLarge(1024));
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

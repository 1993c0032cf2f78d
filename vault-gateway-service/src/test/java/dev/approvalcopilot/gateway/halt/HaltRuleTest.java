package dev.approvalcopilot.gateway.halt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HaltRuleTest {

    private static Halt halt(boolean halted, long epoch) {
        return new Halt(HaltScope.ALL, halted, "why", "auth0|olga", Instant.EPOCH, epoch, null, null, null);
    }

    private static Optional<RefusalCode> refusal(long granted, long current, Halt... covering) {
        return HaltRule.refusal(granted, current, List.of(covering));
    }

    @Test
    void whatWasNeverHaltedGoesOn() {
        assertThat(refusal(0, 0)).isEmpty();
    }

    @Test
    void oneHaltedScopeOfSeveralIsEnough() {
        assertThat(refusal(3, 3, halt(false, 1), halt(true, 0))).contains(RefusalCode.HALTED);
    }

    @Test
    void aNewGrantDoesNotPassAHalt() {
        assertThat(refusal(9, 9, halt(true, 2))).contains(RefusalCode.HALTED);
    }

    /** Granted at, resumed at. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "4, 9"})
    void whatWasGrantedBeforeAResumptionStaysDead(long granted, long resumed) {
        assertThat(refusal(granted, resumed, halt(false, resumed))).contains(RefusalCode.EPOCH_OVER);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "9, 4"})
    void whatWasGrantedAfterAResumptionGoesOn(long granted, long resumed) {
        assertThat(refusal(granted, 9, halt(false, resumed))).isEmpty();
    }

    @Test
    void aResumptionElsewhereKillsNothingHere() {
        assertThat(refusal(0, 7)).isEmpty();
    }

    @Test
    void theLatestResumptionOfAnyCoveringScopeCounts() {
        assertThat(refusal(4, 5, halt(false, 3), halt(false, 5))).contains(RefusalCode.EPOCH_OVER);
    }

    @Test
    void anEpochThatIsNotReachedYetIsRefused() {
        assertThat(refusal(1, 0)).contains(RefusalCode.EPOCH_UNKNOWN);
        assertThat(refusal(6, 5, halt(false, 5))).contains(RefusalCode.EPOCH_UNKNOWN);
        assertThat(refusal(5, 5, halt(false, 5))).isEmpty();
    }

    @Test
    void aHaltIsSaidBeforeAnEpoch() {
        assertThat(refusal(6, 5, halt(true, 0))).contains(RefusalCode.HALTED);
    }
}

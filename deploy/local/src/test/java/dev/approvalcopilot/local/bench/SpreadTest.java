package dev.approvalcopilot.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void isEmptyForNothing() {
        assertThat(Spread.of(List.of())).isEmpty();
    }

    @Test
    void isThreeTimesTheSameForOne() {
        assertThat(Spread.of(millis(7))).contains(new Spread(1, ms(7), ms(7), ms(7)));
    }

    @Test
    void takesTheNearestRank() {
        assertThat(Spread.of(millis(1, 2, 3, 4))).contains(new Spread(4, ms(2), ms(4), ms(4)));
    }

    @Test
    void leavesOneOfAHundredAboveThe99thPercentile() {
        var hundred = IntStream.rangeClosed(1, 100).mapToObj(SpreadTest::ms).toList();

        assertThat(Spread.of(hundred)).contains(new Spread(100, ms(50), ms(99), ms(100)));
    }

    @Test
    void doesNotNeedOrder() {
        var times = IntStream.rangeClosed(1, 200).mapToObj(SpreadTest::ms).collect(Collectors.toList());
        Collections.reverse(times);

        assertThat(Spread.of(times)).contains(new Spread(200, ms(100), ms(198), ms(200)));
    }

    @Test
    void keepsWhatCameBefore() {
        assertThat(Spread.of(millis(-3, 5))).contains(new Spread(2, ms(-3), ms(5), ms(5)));
    }

    private static List<Duration> millis(int... times) {
        return IntStream.of(times).mapToObj(SpreadTest::ms).toList();
    }

    private static Duration ms(int millis) {
        return Duration.ofMillis(millis);
    }
}

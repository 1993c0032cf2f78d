package dev.approvalcopilot.approval.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedPlaceTest {
    private static final FeedPlace PLACE = new FeedPlace(20, 11, "ab.1");

    @ParameterizedTest
    @CsvSource({
        "20-ab.1, true",
        "10-ab.1, true",
        "10, true",
        "9-ab.1, false",
        "21-ab.1, false",
        "15-ab.2, false",
    })
    void goesOnWhereNothingIsMissing(String left, boolean goesOn) {
        assertThat(PLACE.continues(EventId.read(left).orElseThrow())).isEqualTo(goesOn);
    }

    @Test
    void whereEverythingWasForgottenOnlyTheLatestGoesOn() {
        var empty = new FeedPlace(20, 21, "ab.1");

        assertThat(empty.continues(new EventId(20, "ab.1"))).isTrue();
        assertThat(empty.continues(new EventId(19, "ab.1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"x", "-1", "1-", "1-zz", "1234567890123456789012"})
    void whatIsNoIdIsNone(String text) {
        assertThat(EventId.read(text)).isEmpty();
    }
}

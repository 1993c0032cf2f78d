package dev.approvalcopilot.planner.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void replacesWhatCannotBeStored() {
        assertThat(PlainText.of("a\0b\uD83Dc\uDE00", 10)).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
        assertThat(PlainText.isFit("a\0b")).isFalse();
        assertThat(PlainText.isFit("half \uD83D")).isFalse();
        assertThat(PlainText.isFit("whole \uD83D\uDE00, tab\t, ünïcödé")).isTrue();
    }

    @Test
    void cutsBeforeASurrogatePairThatDoesNotFit() {
        assertThat(PlainText.of("ab\uD83D\uDE00", 3)).isEqualTo("ab");
        assertThat(PlainText.of("ab\uD83D\uDE00", 4)).isEqualTo("ab\uD83D\uDE00");
    }
}

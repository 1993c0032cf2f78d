package dev.approvalcopilot.contracts.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenShapesTest {

    /** What a stranger may write into an issue that the agent reads. */
    @ParameterizedTest
    @ValueSource(strings = {"eyJ-", "eyJ", "bearer ", "-----BEGIN ", "xoxb.xoxb", "1//", "AKIA"})
    @Timeout(5)
    void aLongTextOfHalfTokensIsSearchedOnce(String half) {
        var text = half.repeat(256 * 1024 / half.length());
        assertThat(TokenShapes.scrub(text)).hasSizeLessThanOrEqualTo(text.length());
    }

    @Test
    void aTokenGoesAndTheWordsAroundItStay() {
        assertThat(TokenShapes.scrub("sent Bearer abcdefgh12345678, sorry"))
                .isEqualTo("sent " + TokenShapes.REMOVED + ", sorry");
        assertThat(TokenShapes.scrub("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln!"))
                .isEqualTo(TokenShapes.REMOVED + "!");
        assertThat(TokenShapes.scrub("a bearer of news")).isEqualTo("a bearer of news");
    }
}

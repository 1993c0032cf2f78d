package dev.approvalcopilot.approval.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InertTextTest {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "0000, a control character that ends strings",
        "0007, the bell",
        "001B, a terminal escape",
        "0085, next line",
        "00A0, a space that does not break",
        "00AD, a soft hyphen",
        "034F, the grapheme joiner",
        "061C, Arabic letter mark",
        "115F, a Hangul filler",
        "180E, the Mongolian separator",
        "200B, zero width space",
        "200D, zero width joiner",
        "200E, left-to-right mark",
        "2028, line separator",
        "202A, left-to-right embedding",
        "202E, right-to-left override",
        "2060, word joiner",
        "2066, left-to-right isolate",
        "2069, end of isolate",
        "2800, blank Braille",
        "3000, ideographic space",
        "3164, a Hangul filler",
        "FE0F, a variation selector",
        "FEFF, the byte order mark",
        "E000, private use",
        "E0041, a tag that spells",
        "E0101, a variation selector"
    })
    void showsWhatNobodySees(String code, String what) {
        var hidden = Character.toString(Integer.parseInt(code, 16));
        var text = InertText.block("pay" + hidden + "pal");

        assertThat(text).hasToString("pay[U+" + code + "]pal");
        assertThat(text.finding()).as(what).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "Grüße, naïve café", "日本語", "שלום", "emoji 🚀", "a b", "tab is not here"})
    void leavesOrdinaryTextAlone(String text) {
        assertThat(InertText.block(text)).hasToString(text);
        assertThat(InertText.block(text).finding()).isEmpty();
    }

    @Test
    void escapesMarkup() {
        assertThat(InertText.block("<b title=\"x\" id='y'>&amp;").html().getValue())
                .isEqualTo("&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;");
    }

    @Test
    void aLineBreakIsHiddenOnlyWhereThereIsOneLine() {
        assertThat(InertText.block("a\nb")).hasToString("a\nb");
        assertThat(InertText.line("a\nb")).hasToString("a[U+000A]b");
    }

    @Test
    void countsWhatPushesTextOutOfSight() {
        assertThat(InertText.block("a" + "\n".repeat(40) + "b").toString()).endsWith("[40 line breaks]b");
        assertThat(InertText.block("a" + " ".repeat(300) + "b").toString()).endsWith("[300 spaces]b");
        assertThat(InertText.block("a  b\n\nc")).hasToString("a  b\n\nc");
    }

    @Test
    void underlinesASuspectWordAndNamesItsScripts() {
        assertThat(InertText.line("p\u0430y <b>").html().getValue())
                .isEqualTo("<span class=\"suspect\">p\u0430y</span><span class=\"code\">[Latin + Cyrillic]</span>"
                        + " &lt;b&gt;");
    }

    @Test
    void saysWhatItFoundOnce() {
        assertThat(InertText.block("\u202Ea\u202E\u200B").finding())
                .contains("Found 3 hidden characters."
                        + " Hidden: U+202E RIGHT-TO-LEFT OVERRIDE, 2 times; U+200B ZERO WIDTH SPACE.");
    }
}

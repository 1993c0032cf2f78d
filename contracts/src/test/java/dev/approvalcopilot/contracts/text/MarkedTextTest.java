package dev.approvalcopilot.contracts.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkedTextTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.approvalcopilot.contracts.text.HostileTexts#all")
    void marksAndCountsWhatDeceives(HostileTexts.Entry entry) {
        var marked = MarkedText.block(entry.whole());

        if (entry.ends() != null) {
            assertThat(marked.toString()).endsWith(entry.ends());
        } else {
            assertThat(marked).hasToString(entry.shown() == null ? entry.whole() : entry.shown());
        }
        assertThat(marked.findings().counts()).isEqualTo(entry.expected());
        assertThat(entry.honest() && !marked.findings().isEmpty())
                .as("honest text is flagged")
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.approvalcopilot.contracts.text.HostileTexts#all")
    void leavesNothingOut(HostileTexts.Entry entry) {
        assertThat(written(MarkedText.block(entry.whole()).parts())).isEqualTo(entry.whole());
        assertThat(written(MarkedText.line(entry.whole()).parts())).isEqualTo(entry.whole());
    }

    /** The text without what was added to it. */
    private static String written(List<Part> parts) {
        return parts.stream()
                .map(part -> switch (part) {
                    case Part.Plain(var text) -> text;
                    case Part.Code(var c) -> Character.toString(c);
                    case Part.Count _ -> "";
                    case Part.Noted noted -> written(noted.parts());
                })
                .collect(Collectors.joining());
    }

    @Test
    void noControlCharacterPassesToATerminal() {
        IntStream.concat(IntStream.range(0, 0x20), IntStream.rangeClosed(0x7F, 0x9F))
                .forEach(c -> assertThat(MarkedText.line("a" + Character.toString(c) + "b"))
                        .hasToString("a[U+%04X]b".formatted(c)));
    }

    @Test
    void aLineBreakIsHiddenOnlyWhereThereIsOneLine() {
        assertThat(MarkedText.block("a\nb")).hasToString("a\nb");
        assertThat(MarkedText.line("a\nb")).hasToString("a[U+000A]b");
    }

    @Test
    void countsSpacesWithinALineAndNotItsIndentation() {
        assertThat(MarkedText.block("a  b\n    c   d")).hasToString("a  b\n    c   [3 spaces]d");
        assertThat(MarkedText.block("a\n" + " ".repeat(40) + "b")).hasToString("a\n" + " ".repeat(40) + "[40 spaces]b");
        assertThat(MarkedText.block("a\n\n\nb")).hasToString("a\n\n\n[3 line breaks]b");
    }

    @Test
    void saysWhatItFound() {
        var findings = MarkedText.block("\u202Ea\u202E\u200B p\u0430y").findings();

        assertThat(findings.summary()).contains("3 hidden characters, 1 word of mixed scripts");
        assertThat(findings.hiddenNames()).contains("U+202E RIGHT-TO-LEFT OVERRIDE, 2 times; U+200B ZERO WIDTH SPACE");
        assertThat(findings.plus(findings).summary()).contains("6 hidden characters, 2 words of mixed scripts");
        assertThat(MarkedText.block("plain").findings().summary()).isEmpty();
    }

    @Test
    void namesOnlyTheFirstKindsOfWhatIsHidden() {
        var many = IntStream.range(0xE0041, 0xE0041 + 20)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());

        assertThat(MarkedText.line(many).findings().hiddenNames().orElseThrow())
                .endsWith("U+E0046 TAG LATIN CAPITAL LETTER F; and 14 more kinds");
    }

    /** The whole kind by Unicode's own data, and not the examples of the corpus alone. */
    @Test
    void marksEverySignThatLooksLikeOneThatPartsAnAddress() {
        var unmarked = IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                .filter(c -> LookAlikes.sign(c)
                        .filter(sign -> sign.length() == 1 && "/.:@?#&\\-".contains(sign))
                        .isPresent())
                .filter(c -> MarkedText.line("github.com" + Character.toString(c) + "evil.example")
                        .findings()
                        .isEmpty())
                .mapToObj(c -> "%04X".formatted(c))
                .toList();

        assertThat(unmarked).isEmpty();
    }

    @Test
    void marksEveryDefaultIgnorableCharacterAndEveryBlankOne() {
        var unmarked = IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                .filter(c -> UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                        || UCharacter.isUWhiteSpace(c))
                .filter(c -> MarkedText.line("a" + Character.toString(c) + "b")
                                .findings()
                                .count(Finding.HIDDEN)
                        != 1)
                .mapToObj(c -> "%04X".formatted(c))
                .toList();

        assertThat(unmarked).isEmpty();
    }

    @Test
    void aLongTextOfSignsIsMarkedInNoTime() {
        assertThat(MarkedText.block("a\u2215".repeat(30_000)).findings().count(Finding.SIGN))
                .isEqualTo(30_000);
        assertThat(MarkedText.block("\u05D0 7 a ".repeat(8_000)).findings().count(Finding.MOVED))
                .isEqualTo(8_000);
    }
}

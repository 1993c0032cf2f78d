package dev.approvalcopilot.contracts.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Words that are not what they look like: of mixed scripts, of look-alike letters, of letters in disguise. */
final class Words {
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

    /** Mathematical letters and digits: pictures of Latin and Greek ones. */
    private static final int FIRST_STYLED = 0x1D400;

    private static final int LAST_STYLED = 0x1D7FF;
    private static final int FIRST_WIDE = 0xFF10;
    private static final int LAST_WIDE = 0xFF5A;

    private record Word(int start, int end, String text) {}

    private Words() {}

    static List<Suspect> find(String text) {
        if (Scripts.isAscii(text)) {
            return List.of();
        }
        var words = split(text);
        boolean eastAsian = text.codePoints().anyMatch(Scripts::isEastAsian);
        var atHome = scriptsAtHome(words);
        return words.stream()
                .flatMap(word -> judge(word, eastAsian, atHome).stream())
                .toList();
    }

    private static List<Word> split(String text) {
        var words = new ArrayList<Word>();
        int start = -1;
        for (int i = 0; i <= text.length(); ) {
            boolean inside = i < text.length() && Invisible.isInWord(text.codePointAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                var word = text.substring(start, i);
                if (!Scripts.isAscii(word)) {
                    words.add(new Word(start, i, word));
                }
                start = -1;
            }
            i += i < text.length() ? Character.charCount(text.codePointAt(i)) : 1;
        }
        return words;
    }

    /** Scripts of which some word cannot be taken for Latin: the text is in that script, and not disguised in it. */
    private static Set<Integer> scriptsAtHome(List<Word> words) {
        var scripts = new HashSet<Integer>();
        for (var word : words) {
            int script = Scripts.only(word.text);
            if (script != UScript.INVALID_CODE && !Scripts.looksLikeAscii(word.text)) {
                scripts.add(script);
            }
        }
        return scripts;
    }

    private static Optional<Suspect> judge(Word word, boolean eastAsian, Set<Integer> atHome) {
        if (Scripts.isMixed(word.text)) {
            return suspect(word, Scripts.names(word.text), Finding.MIXED_SCRIPTS);
        }
        if (Scripts.mixesDigits(word.text)) {
            return suspect(word, "digits of several scripts", Finding.DIGITS);
        }
        var plain = NFKC.normalize(word.text);
        if (word.text.codePoints().anyMatch(c -> isDisguised(c, eastAsian)) && !plain.equals(word.text)) {
            return suspect(word, "= " + plain, Finding.FORM);
        }
        var meant = withoutPictures(word.text);
        if (!meant.equals(word.text)) {
            return suspect(word, "= " + meant, Finding.FORM);
        }
        if (isInPieces(word.text)) {
            return suspect(word, "another form than usual", Finding.FORM);
        }
        int script = Scripts.only(word.text);
        boolean looks = Scripts.isLatinLike(script)
                && !atHome.contains(script)
                && word.text.codePointCount(0, word.text.length()) > 1
                && Scripts.looksLikeAscii(word.text);
        return looks ? suspect(word, UScript.getName(script), Finding.LOOKALIKE) : Optional.empty();
    }

    private static Optional<Suspect> suspect(Word word, String note, Finding finding) {
        return Optional.of(Suspect.of(word.start, word.end, note, finding));
    }

    private static boolean isDisguised(int c, boolean eastAsian) {
        return c >= FIRST_STYLED && c <= LAST_STYLED || !eastAsian && c >= FIRST_WIDE && c <= LAST_WIDE;
    }

    /** The word in the letters that its pictures of letters show; a Roman numeral alone, or a word of phonetics, is none. */
    private static String withoutPictures(String word) {
        int[] letters = word.codePoints().toArray();
        boolean numeral = word.codePoints().allMatch(c -> UCharacter.getType(c) == UCharacterCategory.LETTER_NUMBER);
        if (letters.length == 1 || numeral || !looksAscii(letters)) {
            return word;
        }
        var meant = new StringBuilder();
        for (int c : letters) {
            meant.append(LookAlikes.letter(c).orElseGet(() -> Character.toString(c)));
        }
        return meant.toString();
    }

    private static boolean looksAscii(int[] letters) {
        return Arrays.stream(letters)
                .allMatch(c -> c < 0x80 || LookAlikes.letter(c).isPresent());
    }

    /** A letter and its mark that have a character in common, or one that stands for another, such as the Kelvin sign. */
    private static boolean isInPieces(String word) {
        int before = -1;
        for (int c : word.codePoints().toArray()) {
            boolean composed =
                    before >= 0 && Invisible.isMark(c) && isAlphabetic(before) && NFC.composePair(before, c) >= 0;
            boolean stands = isAlphabetic(c) && !NFC.isNormalized(Character.toString(c)) && !Invisible.isMark(c);
            if (composed || stands) {
                return true;
            }
            before = c;
        }
        return false;
    }

    /** The order of marks in Hebrew and Arabic is no disguise: keyboards differ. */
    private static boolean isAlphabetic(int c) {
        return switch (UScript.getScript(c)) {
            case UScript.LATIN, UScript.GREEK, UScript.CYRILLIC -> true;
            default -> false;
        };
    }
}

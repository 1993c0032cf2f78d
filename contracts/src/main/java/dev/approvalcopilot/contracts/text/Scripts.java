package dev.approvalcopilot.contracts.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.SpoofChecker;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Which scripts a word is written in, by Unicode Technical Standard 39, and whether it looks like another. */
final class Scripts {
    /** "Highly restrictive" of UTS 39 section 5.2: East Asian text runs on into Latin words without a space. */
    private static final Set<Integer> EAST_ASIAN =
            Set.of(UScript.HAN, UScript.HIRAGANA, UScript.KATAKANA, UScript.BOPOMOFO, UScript.HANGUL);

    /** Scripts with words that look wholly Latin. Right-to-left ones run the other way: nobody takes them for it. */
    private static final Set<Integer> LATIN_LIKE = Set.of(
            UScript.CYRILLIC,
            UScript.GREEK,
            UScript.ARMENIAN,
            UScript.CHEROKEE,
            UScript.COPTIC,
            UScript.GEORGIAN,
            UScript.LISU,
            UScript.DESERET);

    private static final SpoofChecker LOOKS =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

    private Scripts() {}

    /** Whether the characters of a word have no one script in common that they could all be of. */
    static boolean isMixed(String word) {
        BitSet common = null;
        boolean familiar = true;
        for (int c : word.codePoints().toArray()) {
            var own = extended(c);
            if (!own.isEmpty()) {
                if (common == null) {
                    common = (BitSet) own.clone();
                }
                common.and(own);
                familiar &= own.get(UScript.LATIN) || EAST_ASIAN.stream().anyMatch(own::get);
            }
        }
        return common != null && common.isEmpty() && !familiar;
    }

    /** The scripts of one character; empty where it belongs to all, such as a digit. */
    private static BitSet extended(int c) {
        var scripts = new BitSet();
        if (Invisible.is(c)) {
            return scripts;
        }
        UScript.getScriptExtensions(c, scripts);
        if (scripts.get(UScript.COMMON) || scripts.get(UScript.INHERITED)) {
            return new BitSet();
        }
        return scripts;
    }

    static boolean isEastAsian(int c) {
        var scripts = new BitSet();
        UScript.getScriptExtensions(c, scripts);
        return EAST_ASIAN.stream().anyMatch(scripts::get);
    }

    /** Their names in the order of the word, such as {@code Latin + Cyrillic}. */
    static String names(String word) {
        return scripts(word).stream().map(UScript::getName).collect(Collectors.joining(" + "));
    }

    /** The one script of a word, or {@link UScript#INVALID_CODE} where there is none or several. */
    static int only(String word) {
        var scripts = scripts(word);
        return scripts.size() == 1 ? scripts.iterator().next() : UScript.INVALID_CODE;
    }

    private static Set<Integer> scripts(String word) {
        var scripts = new LinkedHashSet<Integer>();
        word.codePoints()
                .filter(c -> !Invisible.is(c))
                .map(UScript::getScript)
                .filter(script -> !isNeutral(script))
                .forEach(scripts::add);
        return scripts;
    }

    private static boolean isNeutral(int script) {
        return script == UScript.COMMON || script == UScript.INHERITED || script == UScript.UNKNOWN;
    }

    static boolean isLatinLike(int script) {
        return LATIN_LIKE.contains(script);
    }

    /** Whether every letter, by Unicode's table of confusables, looks like one of ASCII, and not all are. */
    static boolean looksLikeAscii(String word) {
        var seen = word.codePoints()
                .filter(c -> !Invisible.is(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return !isAscii(seen) && isAscii(LOOKS.getSkeleton(seen));
    }

    /** Whether decimal digits of more than one script stand together, by which 8 and the Bengali 4 can be taken for another. */
    static boolean mixesDigits(String word) {
        return word.codePoints()
                        .filter(UCharacter::isDigit)
                        .map(c -> c - UCharacter.digit(c))
                        .distinct()
                        .count()
                > 1;
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}

package dev.approvalcopilot.contracts.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Signs that look like the ones of which addresses and names are made, such as a division slash. Marked are those that stand in
 * a word or a number; dashes and quotation marks of prose, fractions and the punctuation of East Asia are not.
 */
final class Signs {
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

    /** The signs that part addresses, paths and commands. */
    private static final String PARTING = "/\\.:@?#&;-";

    private static final int HYPHEN = 0x2010;
    private static final int MINUS = 0x2212;

    /** A host, a mail address or the start of a URL, in a stretch without a space. */
    private static final Pattern ADDRESS =
            Pattern.compile("://|[\\p{L}\\p{N}]@[\\p{L}\\p{N}]|[\\p{L}\\p{N}]\\.\\p{L}{2,}");

    private final String text;
    private final List<Suspect> found = new ArrayList<>();
    private final boolean eastAsian;
    private final boolean greek;
    private final boolean lone;

    private Signs(String text) {
        this.text = text;
        this.eastAsian = text.codePoints().anyMatch(Signs::isEastAsianLetter);
        this.greek = text.codePoints().anyMatch(c -> UScript.getScript(c) == UScript.GREEK);
        this.lone = !eastAsian && text.strip().codePoints().noneMatch(Signs::isSpace);
    }

    static List<Suspect> find(String text) {
        if (Scripts.isAscii(text)
                || text.codePoints().noneMatch(c -> LookAlikes.sign(c).isPresent())) {
            return List.of();
        }
        var signs = new Signs(text);
        int start = -1;
        for (int i = 0; i <= text.length(); ) {
            boolean inside = i < text.length() && signs.isInStretch(i);
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                signs.judge(start, i);
                start = -1;
            }
            i += i < text.length() ? Character.charCount(text.codePointAt(i)) : 1;
        }
        return signs.found;
    }

    /** East Asian text runs on without a space: its letters end a stretch as a space does. */
    private boolean isInStretch(int at) {
        int c = text.codePointAt(at);
        return !isSpace(c) && (!isEastAsianLetter(c) || isSignBetweenAscii(text, at));
    }

    private void judge(int start, int end) {
        boolean address = false;
        boolean known = false;
        for (int i = start; i < end; i += Character.charCount(text.codePointAt(i))) {
            if (LookAlikes.sign(text.codePointAt(i)).isEmpty()) {
                continue;
            }
            if (!known) {
                address = ADDRESS.matcher(Folded.of(text.substring(start, end)).text())
                        .find();
                known = true;
            }
            if (isSuspect(start, i, end, address)) {
                int c = text.codePointAt(i);
                found.add(Suspect.of(
                        i, i + Character.charCount(c), "= " + LookAlikes.sign(c).orElseThrow(), Finding.SIGN));
            }
        }
    }

    private boolean isSuspect(int start, int at, int end, boolean address) {
        int c = text.codePointAt(at);
        var looks = LookAlikes.sign(c).orElseThrow();
        int before = at > start ? text.codePointBefore(at) : ' ';
        int next = at + Character.charCount(c);
        int after = next < end ? text.codePointAt(next) : ' ';
        boolean joined = before != ' ' && after != ' ';
        boolean named = address || lone;
        boolean numbers = UCharacter.isDigit(before) && UCharacter.isDigit(after);
        if (!NFC.isNormalized(Character.toString(c))) {
            return !greek;
        }
        if (isOfAScript(c)) {
            return isSignBetweenAscii(text, at);
        }
        if (looks.chars().allMatch(one -> "'\"`,".indexOf(one) >= 0) && !isWide(c)) {
            return false;
        }
        if (isWide(c)) {
            return !eastAsian || joined && address;
        }
        if (UCharacter.hasBinaryProperty(c, UProperty.DASH) && c != HYPHEN) {
            return joined && named && !numbers && (c != MINUS || UCharacter.isLetter(before));
        }
        if (looks.length() > 1) {
            return after != ' ' && named;
        }
        if (PARTING.indexOf(looks.charAt(0)) < 0) {
            return joined && named;
        }
        return (isWordly(before) || isWordly(after)) && (address || !numbers);
    }

    private static boolean isWordly(int c) {
        return UCharacter.isLetterOrDigit(c);
    }

    private static boolean isSpace(int c) {
        return UCharacter.isUWhiteSpace(c);
    }

    private static boolean isEastAsianLetter(int c) {
        return UCharacter.isLetter(c) && Scripts.isEastAsian(c);
    }

    private static boolean isWide(int c) {
        return Set.of(EastAsianWidth.FULLWIDTH, EastAsianWidth.WIDE, EastAsianWidth.HALFWIDTH)
                        .contains(UCharacter.getIntPropertyValue(c, UProperty.EAST_ASIAN_WIDTH))
                && !UCharacter.hasBinaryProperty(c, UProperty.EMOJI);
    }

    /** A letter, a digit or a sign of one script has its place among the letters of that script. */
    private static boolean isOfAScript(int c) {
        int script = UScript.getScript(c);
        return script != UScript.COMMON && script != UScript.INHERITED;
    }

    static boolean isSignBetweenAscii(String text, int at) {
        int c = text.codePointAt(at);
        int next = at + Character.charCount(c);
        return LookAlikes.sign(c).isPresent()
                && at > 0
                && next < text.length()
                && isAsciiName(text.charAt(at - 1))
                && isAsciiName(text.charAt(next));
    }

    private static boolean isAsciiName(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    /** Whether the sign is read as the ASCII one at that place. */
    static boolean isReadAsAscii(String text, int at) {
        int c = text.codePointAt(at);
        return !isOfAScript(c) || isSignBetweenAscii(text, at);
    }
}

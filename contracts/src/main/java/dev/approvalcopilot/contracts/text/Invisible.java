package dev.approvalcopilot.contracts.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.JoiningType;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which characters nobody sees, by Unicode's own properties, and where one of them is seen after all. */
final class Invisible {
    private static final int VIRAMA = 9;
    private static final int IDEOGRAPHIC_SPACE = 0x3000;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_SELECTOR = 0xFE0F;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int NO_BREAK_SPACE = 0xA0;
    private static final int NARROW_NO_BREAK_SPACE = 0x202F;

    /** No property tells which characters that are no spaces are drawn as nothing; their names do. */
    private static final Pattern BLANK =
            Pattern.compile("\\bPATTERN BLANK\\b|\\b(?:FULL|HALF) BLANK\\b|\\bNULL NOTEHEAD\\b|\\bFILLER\\b|JOINER\\b");

    /** The longest recommended sequence, in UTF-16 units, with room for a longer one to come. */
    private static final int MAX_EMOJI_UNITS = 20;

    private Invisible() {}

    /** Whether a reader cannot see the character, or it changes how others are seen. A line break counts. */
    static boolean is(int c) {
        return switch (UCharacter.getType(c)) {
            case UCharacterCategory.CONTROL,
                    UCharacterCategory.PRIVATE_USE,
                    UCharacterCategory.SURROGATE,
                    UCharacterCategory.UNASSIGNED,
                    UCharacterCategory.LINE_SEPARATOR,
                    UCharacterCategory.PARAGRAPH_SEPARATOR -> true;
            case UCharacterCategory.SPACE_SEPARATOR -> c != ' ';
            // Arabic number signs are format characters that draw.
            case UCharacterCategory.FORMAT -> !UCharacter.hasBinaryProperty(c, UProperty.PREPENDED_CONCATENATION_MARK);
            // Stands for a character that was lost, such as one of value zero, which no database keeps.
            case UCharacterCategory.OTHER_SYMBOL -> c == REPLACEMENT || isDrawnAsNothing(c);
            default -> UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT) || isDrawnAsNothing(c);
        };
    }

    private static boolean isDrawnAsNothing(int c) {
        return switch (UCharacter.getType(c)) {
            case UCharacterCategory.OTHER_LETTER,
                    UCharacterCategory.OTHER_SYMBOL,
                    UCharacterCategory.OTHER_PUNCTUATION,
                    UCharacterCategory.NON_SPACING_MARK ->
                !Scripts.isEastAsian(c)
                        && BLANK.matcher(UCharacter.getExtendedName(c)).find();
            default -> false;
        };
    }

    /** The same, where its neighbours decide: some joiners and the wide space of East Asia are seen by what they do. */
    static boolean isAt(String text, int at) {
        int c = text.codePointAt(at);
        return switch (c) {
            case ZERO_WIDTH_NON_JOINER -> !followsVirama(text, at) && !breaksCursive(text, at);
            case ZERO_WIDTH_JOINER -> !followsVirama(text, at);
            case IDEOGRAPHIC_SPACE -> !standsInEastAsianText(text, at);
            case NO_BREAK_SPACE, NARROW_NO_BREAK_SPACE -> !isTypographic(text, at);
            default -> is(c);
        };
    }

    /** As French and numbers want it: before a sign that ends something, after one that begins it, or behind a digit. */
    private static boolean isTypographic(String text, int at) {
        if (at == 0 || at + 1 == text.length()) {
            return false;
        }
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at + 1);
        return UCharacter.isDigit(before) && (UCharacter.isLetterOrDigit(after) || "%€$£°".indexOf(after) >= 0)
                || ";:!?»›%".indexOf(after) >= 0 && !UCharacter.isUWhiteSpace(before)
                || "«‹№§".indexOf(before) >= 0
                || before == '.' && UCharacter.isLetter(after);
    }

    /** RFC 5892, appendix A.1 and A.2: after a virama, a joiner says which form the next letter takes. */
    private static boolean followsVirama(String text, int at) {
        return at > 0 && UCharacter.getCombiningClass(text.codePointBefore(at)) == VIRAMA;
    }

    /** RFC 5892, appendix A.1: between two letters that would join, as Persian needs it. */
    private static boolean breaksCursive(String text, int at) {
        int before = at;
        while (before > 0 && joining(text.codePointBefore(before)) == JoiningType.TRANSPARENT) {
            before -= Character.charCount(text.codePointBefore(before));
        }
        int after = at + 1;
        while (after < text.length() && joining(text.codePointAt(after)) == JoiningType.TRANSPARENT) {
            after += Character.charCount(text.codePointAt(after));
        }
        return before > 0
                && after < text.length()
                && isOneOf(joining(text.codePointBefore(before)), JoiningType.LEFT_JOINING)
                && isOneOf(joining(text.codePointAt(after)), JoiningType.RIGHT_JOINING);
    }

    private static boolean isOneOf(int joining, int side) {
        return joining == side || joining == JoiningType.DUAL_JOINING;
    }

    private static int joining(int c) {
        return UCharacter.getIntPropertyValue(c, UProperty.JOINING_TYPE);
    }

    private static boolean standsInEastAsianText(String text, int at) {
        boolean before = at > 0 && Scripts.isEastAsian(text.codePointBefore(at));
        boolean after = at + 1 < text.length() && Scripts.isEastAsian(text.codePointAt(at + 1));
        return before || after;
    }

    /** How many UTF-16 units from here on are one recommended emoji with selectors, joiners or tags; 0 for none. */
    static int emojiAt(String text, int at) {
        int next = at + Character.charCount(text.codePointAt(at));
        if (next >= text.length() || !continuesEmoji(text.codePointAt(next))) {
            return 0;
        }
        for (int units = Math.min(MAX_EMOJI_UNITS, text.length() - at); units > next - at; units--) {
            if (UCharacter.hasBinaryProperty(text.substring(at, at + units), UProperty.RGI_EMOJI)) {
                return units;
            }
        }
        return 0;
    }

    private static boolean continuesEmoji(int c) {
        return c == EMOJI_SELECTOR
                || c == ZERO_WIDTH_JOINER
                || UCharacter.hasBinaryProperty(c, UProperty.EMOJI_MODIFIER)
                || c >= 0xE0020 && c <= 0xE007F;
    }

    /** A mark that is drawn over or under what stands before it. */
    static boolean isMark(int c) {
        int type = UCharacter.getType(c);
        return type == UCharacterCategory.NON_SPACING_MARK || type == UCharacterCategory.ENCLOSING_MARK;
    }

    static boolean isInWord(int c) {
        return UCharacter.isLetterOrDigit(c)
                || UCharacter.hasBinaryProperty(c, UProperty.ALPHABETIC)
                || isMark(c)
                || UCharacter.getType(c) == UCharacterCategory.COMBINING_SPACING_MARK
                || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    static String number(int c) {
        return "U+%04X".formatted(c);
    }

    static String name(int c) {
        var name = UCharacter.getExtendedName(c);
        return name.startsWith("<") ? controlName(c) : name;
    }

    /** Unicode gives control characters no name; the JDK knows the one they are known by. */
    private static String controlName(int c) {
        var name = Character.getName(c);
        return name == null ? "unassigned" : name.toUpperCase(Locale.ROOT);
    }
}

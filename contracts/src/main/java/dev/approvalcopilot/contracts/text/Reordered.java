package dev.approvalcopilot.contracts.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterDirection;
import com.ibm.icu.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Numbers that right-to-left words move to another place of a left-to-right line, by Unicode's bidirectional algorithm: in
 * "pay 100 שקל 200" the 200 is drawn beside the 100. Text that is right-to-left on the whole is read so, and nothing moves in it.
 *
 * @see <a href="https://www.unicode.org/reports/tr9/">Unicode Standard Annex 9</a>
 */
final class Reordered {
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}(?:[\\p{Nd}.,:/\u066B\u066C-]*\\p{Nd})?");

    private Reordered() {}

    static List<Suspect> find(String text) {
        var found = new ArrayList<Suspect>();
        if (Scripts.isAscii(text) || text.codePoints().noneMatch(Reordered::isRightToLeft)) {
            return found;
        }
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            judge(text.substring(start, end), start, found);
            start = end + 1;
        }
        return found;
    }

    private static void judge(String line, int offset, List<Suspect> into) {
        long rightToLeft = line.codePoints().filter(Reordered::isRightToLeft).count();
        long leftToRight = line.codePoints().filter(Reordered::isLeftToRight).count();
        if (rightToLeft == 0) {
            return;
        }
        var order = new Bidi(line, Bidi.LEVEL_DEFAULT_LTR);
        boolean mostly = leftToRight >= rightToLeft;
        // A number has no direction of its own: a line that begins with one can be read from either side.
        boolean fromTheLeft = order.getBaseLevel() == 0 || beginsWithANumber(line);
        var numbers = NUMBER.matcher(line);
        while (numbers.find()) {
            if (followsRightToLeft(line, numbers.start())
                    && (mostly || fromTheLeft && endsTheWords(line, numbers.start(), numbers.end()))) {
                into.add(Suspect.of(
                        offset + numbers.start(),
                        offset + numbers.end(),
                        "moved by right-to-left text",
                        Finding.MOVED));
            }
        }
    }

    /** Whether nothing of the line's own direction stands between it and the right-to-left word before. */
    private static boolean followsRightToLeft(String line, int at) {
        for (int i = at; i > 0; ) {
            int c = line.codePointBefore(i);
            if (isRightToLeft(c)) {
                return true;
            }
            if (isLeftToRight(c)) {
                return false;
            }
            i -= Character.charCount(c);
        }
        return false;
    }

    private static boolean beginsWithANumber(String line) {
        return line.codePoints().filter(UCharacter::isLetterOrDigit).limit(1).anyMatch(UCharacter::isDigit);
    }

    /** Whether it is the last of the right-to-left words around it, so that it is drawn beside what stands before them. */
    private static boolean endsTheWords(String line, int start, int end) {
        for (int i = end; i < line.length() && !isLeftToRight(line.codePointAt(i)); i++) {
            if (isRightToLeft(line.codePointAt(i))) {
                return false;
            }
        }
        int first = start;
        while (first > 0 && !isLeftToRight(line.codePointBefore(first))) {
            first--;
        }
        return first > 0 || beginsWithANumber(line);
    }

    private static boolean isRightToLeft(int c) {
        int direction = UCharacter.getDirection(c);
        return direction == ECharacterDirection.RIGHT_TO_LEFT || direction == ECharacterDirection.RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean isLeftToRight(int c) {
        return UCharacter.getDirection(c) == ECharacterDirection.LEFT_TO_RIGHT;
    }
}

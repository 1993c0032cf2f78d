package dev.approvalcopilot.contracts.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.DecompositionType;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The ASCII characters that other characters look like, by Unicode's tables of confusables and of compatible forms. */
final class LookAlikes {
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final SpoofChecker LOOKS =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

    /** The skeleton of an ASCII sign is not always that sign: the quotation mark's is two apostrophes. */
    private static final Map<String, String> SIGNS = IntStream.range(0x21, 0x7F)
            .filter(c -> !Character.isLetterOrDigit(c))
            .mapToObj(Character::toString)
            .collect(Collectors.toMap(LOOKS::getSkeleton, sign -> sign, (first, _) -> first));

    private static final Map<Integer, Optional<String>> KNOWN_SIGNS = new ConcurrentHashMap<>();

    private LookAlikes() {}

    /** The signs of ASCII that the character looks like, such as {@code /}, or {@code ...}; empty for none. */
    static Optional<String> sign(int c) {
        return c < 0x80 ? Optional.empty() : KNOWN_SIGNS.computeIfAbsent(c, LookAlikes::findSign);
    }

    private static Optional<String> findSign(int c) {
        var text = Character.toString(c);
        var skeleton = LOOKS.getSkeleton(text);
        return Optional.ofNullable(SIGNS.get(skeleton))
                .filter(sign -> !Scripts.isAscii(skeleton) || !isLetter(skeleton))
                .or(() -> Optional.of(skeleton).filter(LookAlikes::hasSign))
                .or(() -> Optional.of(NFKC.normalize(text)).filter(LookAlikes::hasSign));
    }

    /** The vertical line's skeleton is the letter l. */
    private static boolean isLetter(String skeleton) {
        return skeleton.chars().allMatch(Character::isLetterOrDigit);
    }

    private static boolean hasSign(String text) {
        return !text.isBlank() && Scripts.isAscii(text) && !isLetter(text) && text.indexOf(' ') < 0;
    }

    /** The letter or digit of ASCII that a picture of one shows, such as a Roman numeral or a circled letter; empty for none. */
    static Optional<String> letter(int c) {
        if (c < 0x80 || SpoofChecker.RECOMMENDED.contains(c)) {
            return Optional.empty();
        }
        var text = Character.toString(c);
        Predicate<String> single = one -> one.length() == 1 && Scripts.isAscii(one) && isLetter(one);
        return switch (UCharacter.getIntPropertyValue(c, UProperty.DECOMPOSITION_TYPE)) {
            // Read as what they are: x², H₂O, and the ligatures that come out of a PDF.
            case DecompositionType.SUPER, DecompositionType.SUB -> Optional.empty();
            case DecompositionType.NONE ->
                UScript.getScript(c) == UScript.LATIN
                        ? Optional.of(LOOKS.getSkeleton(text)).filter(single)
                        : Optional.empty();
            default -> Optional.of(NFKC.normalize(text)).filter(single);
        };
    }
}

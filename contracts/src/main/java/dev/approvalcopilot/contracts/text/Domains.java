package dev.approvalcopilot.contracts.text;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.IDNA;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Domains, bare, in an address or a mail address, as the network reads them: in punycode. */
final class Domains {
    /** A user name before the host that looks like a host itself. */
    private static final Pattern FALSE_HOST =
            Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]{1,20}://([^/?#\\s@]{0,300}\\.[^/?#\\s@]{0,300}@)");

    private static final String LETTER = "[\\p{IsAlphabetic}\\p{M}\\p{N}]";
    private static final String LABEL = LETTER + "(?:[\\p{IsAlphabetic}\\p{M}\\p{N}\\p{Cf}-]{0,61}" + LETTER + ")?";
    private static final String DOT = "[.\u3002\uFF0E\uFF61]";
    private static final Pattern DOMAIN =
            Pattern.compile("(?<!" + LETTER + ")" + LABEL + "(?:" + DOT + LABEL + "){1,20}");
    private static final Pattern WIDE_DOT = Pattern.compile("[\u3002\uFF0E\uFF61]");

    /** Endings of file names that are no top-level domain: a document is not a host. */
    private static final Set<String> FILES = Set.of(
            "bak", "csv", "doc", "docx", "exe", "gif", "htm", "html", "jpeg", "jpg", "json", "log", "mp3", "odt", "pdf",
            "png", "ppt", "pptx", "svg", "txt", "wav", "xls", "xlsx", "xml", "yaml", "yml");

    private static final IDNA NETWORK =
            IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    private Domains() {}

    static List<Suspect> find(String text) {
        var folded = Scripts.isAscii(text) ? null : Folded.of(text);
        var found = new ArrayList<Suspect>();
        FALSE_HOST
                .matcher(folded == null ? text : folded.text())
                .results()
                .map(match -> Suspect.of(
                        folded == null ? match.start(1) : folded.place(match.start(1)),
                        folded == null ? match.end(1) : folded.place(match.end(1)),
                        "not the host",
                        Finding.HOST))
                .forEach(found::add);
        if (folded != null) {
            var matcher = DOMAIN.matcher(folded.text());
            while (matcher.find()) {
                judge(text, folded, matcher)
                        .filter(one -> found.stream().noneMatch(one::overlaps))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Suspect> judge(String text, Folded folded, Matcher matcher) {
        int start = folded.place(matcher.start());
        int end = folded.place(matcher.end());
        var domain = text.substring(start, end);
        if (Scripts.isAscii(domain) || !isDomain(text, start, end, folded.text(), matcher)) {
            return Optional.empty();
        }
        var info = new IDNA.Info();
        var ascii = NETWORK.nameToASCII(domain, new StringBuilder(), info).toString();
        if (ascii.equals(domain.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        var reasons = reasons(domain, matcher.group());
        var really = info.hasErrors() || !Scripts.isAscii(ascii) ? "no valid domain" : ascii;
        return Optional.of(new Suspect(
                start,
                end,
                String.join(
                        ", ", Stream.concat(reasons.stream(), Stream.of(really)).toList()),
                reasons.isEmpty() ? Optional.empty() : Optional.of(Finding.DOMAIN)));
    }

    /** Behind {@code ://} or {@code @} always; else what a sentence without a space after its full stop is not. */
    private static boolean isDomain(String text, int start, int end, String folded, Matcher matcher) {
        int at = matcher.start();
        if (at > 0 && folded.charAt(at - 1) == '@' || folded.startsWith("://", at - 3)) {
            return true;
        }
        var wide = WIDE_DOT.matcher(text).region(start, end);
        while (wide.find()) {
            if (text.charAt(wide.start() - 1) >= 0x80 || text.charAt(wide.start() + 1) >= 0x80) {
                return false;
            }
        }
        var last = last(matcher.group());
        boolean sentence = Character.isUpperCase(last.codePointAt(0)) && !Scripts.isAscii(last);
        return last.codePointCount(0, last.length()) > 1
                && last.codePoints().anyMatch(Character::isLetter)
                && !sentence
                && !FILES.contains(last.toLowerCase(Locale.ROOT));
    }

    /** @param folded the same with ASCII signs */
    private static Set<String> reasons(String domain, String folded) {
        var reasons = new LinkedHashSet<String>();
        int top = Scripts.only(last(folded));
        if (domain.codePoints().anyMatch(Domains::isOtherDot)) {
            reasons.add("other dots");
        }
        if (domain.codePoints().anyMatch(c -> LookAlikes.sign(c).isPresent() && !isOtherDot(c))) {
            reasons.add("other signs");
        }
        for (var label : folded.split(DOT)) {
            if (label.codePoints().anyMatch(Invisible::is)) {
                reasons.add("hidden characters");
            }
            if (Scripts.isMixed(label)) {
                reasons.add(Scripts.names(label));
            } else if (label.codePoints().anyMatch(c -> LookAlikes.letter(c).isPresent())
                    || Scripts.looksLikeAscii(label) && !isAtHome(Scripts.only(label), top)) {
                reasons.add(looks(label));
            }
        }
        return reasons;
    }

    private static boolean isOtherDot(int c) {
        return WIDE_DOT.matcher(Character.toString(c)).matches()
                || LookAlikes.sign(c).filter("."::equals).isPresent();
    }

    /** A word of one script under a top-level domain of the same: there, who reads it reads that script. */
    private static boolean isAtHome(int script, int top) {
        return script != UScript.LATIN && script != UScript.INVALID_CODE && script == top;
    }

    private static String looks(String label) {
        var names = Scripts.names(label);
        return names.equals("Latin") || names.isEmpty() ? "unusual letters" : names;
    }

    private static String last(String domain) {
        var labels = domain.split(DOT);
        return labels[labels.length - 1];
    }
}

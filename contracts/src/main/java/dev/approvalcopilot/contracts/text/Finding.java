package dev.approvalcopilot.contracts.text;

import java.util.Locale;

/** What can be found in text that wants to deceive. */
public enum Finding {
    HIDDEN("hidden character", "hidden characters"),
    MIXED_SCRIPTS("word of mixed scripts", "words of mixed scripts"),
    LOOKALIKE("word that looks Latin and is not", "words that look Latin and are not"),
    DOMAIN("domain that is not what it looks like", "domains that are not what they look like"),
    HOST("address whose host is not what stands first", "addresses whose host is not what stands first"),
    DIGITS("number with digits of several scripts", "numbers with digits of several scripts"),
    SIGN("sign that looks like another", "signs that look like others"),
    MOVED("number that right-to-left text moves", "numbers that right-to-left text moves"),
    FORM("word written in an unusual form", "words written in an unusual form"),
    STACKED("mark stacked on others", "marks stacked on others"),
    GAP("long gap", "long gaps");

    private final String one;
    private final String many;

    Finding(String one, String many) {
        this.one = one;
        this.many = many;
    }

    /** Such as "2 hidden characters". */
    public String words(int count) {
        return String.format(Locale.ENGLISH, "%,d %s", count, count == 1 ? one : many);
    }
}

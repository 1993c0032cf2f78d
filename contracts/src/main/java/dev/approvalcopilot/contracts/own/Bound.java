package dev.approvalcopilot.contracts.own;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Whether an argument lies within a bound. One that is absent does; one whose kind the bound cannot be held against does not.
 */
final class Bound {

    /** "Money and ids are strings". */
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");
    /** Nothing that a mail program could take for a second address. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;:<>\"()\\[\\]\\\\]+@([A-Za-z0-9.-]+)");

    private Bound() {}

    /** A number by its value, as a text too; a list by how many it holds. */
    static boolean atMost(BigDecimal max, JsonNode value) {
        if (value.isMissingNode()) {
            return true;
        }
        if (value.isArray()) {
            return max.compareTo(BigDecimal.valueOf(value.size())) >= 0;
        }
        if (value.isTextual() && DECIMAL.matcher(value.textValue()).matches()) {
            return max.compareTo(new BigDecimal(value.textValue())) >= 0;
        }
        return value.isNumber() && max.compareTo(value.decimalValue()) >= 0;
    }

    /** A text, number or boolean by its written form, letter for letter; of a list every one. */
    static boolean oneOf(List<String> allowed, JsonNode value) {
        if (value.isMissingNode()) {
            return true;
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .allMatch(element -> element.isValueNode() && isOne(allowed, element));
        }
        return value.isValueNode() && isOne(allowed, value);
    }

    private static boolean isOne(List<String> allowed, JsonNode value) {
        var text = value.asText();
        return allowed.stream().anyMatch(entry -> entry.equals(text) || isAddressAt(entry, text));
    }

    /** {@code @acme.example} stands for every address at exactly that domain. */
    private static boolean isAddressAt(String entry, String text) {
        var address = ADDRESS.matcher(text);
        return entry.startsWith("@")
                && address.matches()
                && address.group(1)
                        .toLowerCase(Locale.ROOT)
                        .equals(entry.substring(1).toLowerCase(Locale.ROOT));
    }
}

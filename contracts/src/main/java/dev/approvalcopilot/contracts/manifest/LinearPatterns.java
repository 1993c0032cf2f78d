package dev.approvalcopilot.contracts.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;

/**
 * The regular expressions of schemas, in RE2's syntax: the time to match grows with the length of the text and no text overflows
 * the stack, which Java's own engine cannot promise. What RE2 does not know (look-around, back references) is refused when a
 * manifest is loaded.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2 syntax</a>
 */
final class LinearPatterns {

    /** Instructions of one compiled pattern. A text is read once for each of them at worst. */
    private static final int MAX_PROGRAM_SIZE = 5_000;

    private LinearPatterns() {}

    /** @throws BadManifest naming the first pattern below this place that is not accepted */
    static void check(JsonNode schema) {
        if (schema.isObject()) {
            if (schema.path("pattern").isTextual()) {
                compile(schema.path("pattern").textValue());
            }
            if (schema.path("patternProperties").isObject()) {
                schema.path("patternProperties").fieldNames().forEachRemaining(LinearPatterns::compile);
            }
        }
        schema.forEach(LinearPatterns::check);
    }

    /** For the validator. */
    static RegularExpression of(String regex) {
        var pattern = compile(regex);
        return text -> pattern.matcher(text).find();
    }

    private static Pattern compile(String regex) {
        try {
            var pattern = Pattern.compile(regex);
            if (pattern.programSize() > MAX_PROGRAM_SIZE) {
                throw new BadManifest("arguments: the pattern " + regex + " is too large");
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new BadManifest("arguments: the pattern " + regex + " is not in RE2's syntax: " + e.getDescription());
        }
    }
}

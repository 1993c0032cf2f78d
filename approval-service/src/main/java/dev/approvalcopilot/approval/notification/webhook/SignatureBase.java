package dev.approvalcopilot.approval.notification.webhook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an HTTP message signature is made over (RFC 9421 section 2.5), for components without parameters of their own.
 *
 * @param components name, such as {@code @method} or a field in lower case, and value; in their order
 * @param parameters behind the list of names, such as {@code ;created=1618884473}
 */
record SignatureBase(Map<String, String> components, String parameters) {
    SignatureBase {
        components = new LinkedHashMap<>(components);
        components.forEach((name, value) -> {
            // A line break in a value would be a further component.
            if (name.isEmpty() || !isPrintable(name) || !isPrintable(value)) {
                throw new IllegalArgumentException("a component that cannot be signed: " + name);
            }
        });
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /** The value of {@code @signature-params}, which {@code Signature-Input} repeats behind its label. */
    String input() {
        return components.keySet().stream().map(name -> '"' + name + '"').collect(Collectors.joining(" ", "(", ")"))
                + parameters;
    }

    /** ASCII, without a line break at its end. */
    String text() {
        return components.entrySet().stream()
                        .map(entry -> '"' + entry.getKey() + "\": " + entry.getValue() + '\n')
                        .collect(Collectors.joining())
                + "\"@signature-params\": "
                + input();
    }
}

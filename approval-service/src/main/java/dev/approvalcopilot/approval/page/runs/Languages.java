package dev.approvalcopilot.approval.page.runs;

import dev.approvalcopilot.contracts.event.Whereabouts;
import java.util.Comparator;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** What a browser says of its person's languages with every request. */
final class Languages {
    private static final String ANY = "*";

    private Languages() {}

    /** The one that is liked best; empty where the header says nothing or makes no sense. */
    static Optional<String> first(String acceptLanguage) {
        return ranges(acceptLanguage).stream()
                .filter(range -> range.getWeight() > 0 && !range.getRange().contains(ANY))
                // Stable: of two that are liked alike, the first.
                .max(Comparator.comparingDouble(LanguageRange::getWeight))
                .map(LanguageRange::getRange)
                .filter(Whereabouts::isLocale);
    }

    private static List<LanguageRange> ranges(String header) {
        try {
            return header == null || header.isBlank() ? List.of() : LanguageRange.parse(header);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}

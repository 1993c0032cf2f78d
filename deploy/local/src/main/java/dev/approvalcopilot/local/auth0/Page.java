package dev.approvalcopilot.local.auth0;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of a list by {@code from} and {@code take}.
 *
 * @param next what to send as {@code from} for the rest, if there is any
 */
record Page<T>(List<T> items, Optional<String> next) {

    /** {@code next} is taken for {@code from} too, as one official client sends it. Empty for parameters that are no good. */
    static <T> Optional<Page<T>> of(
            List<T> all, Function<T, String> id, Parameters query, int defaultTake, int maxTake) {
        var takeText = query.get("take").orElse(String.valueOf(defaultTake));
        if (!takeText.matches("[0-9]{1,4}")) {
            return Optional.empty();
        }
        int take = Integer.parseInt(takeText);
        int start = query.get("from")
                .or(() -> query.get("next"))
                .map(from -> all.stream().map(id).toList().indexOf(from))
                .orElse(0);
        if (take < 1 || take > maxTake || start < 0) {
            return Optional.empty();
        }
        int end = Math.min(all.size(), start + take);
        return Optional.of(new Page<>(
                all.subList(Math.min(start, end), end),
                end < all.size() ? Optional.of(id.apply(all.get(end))) : Optional.empty()));
    }
}

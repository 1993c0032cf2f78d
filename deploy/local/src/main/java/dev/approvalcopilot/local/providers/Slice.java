package dev.approvalcopilot.local.providers;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next cursor of the part behind it; empty where this is the last
 */
record Slice<T>(List<T> items, String next) {

    private static final String OFFSET = "offset:";

    /** Empty for a cursor that no earlier answer gave. @param cursor empty for the first part */
    static <T> Optional<Slice<T>> of(List<T> all, String cursor, int size) {
        return offset(cursor).filter(offset -> offset <= all.size()).map(offset -> {
            int end = Math.min(all.size(), offset + size);
            return new Slice<>(all.subList(offset, end), end < all.size() ? cursor(end) : "");
        });
    }

    private static String cursor(int offset) {
        return Base64.getEncoder().encodeToString((OFFSET + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Integer> offset(String cursor) {
        if (cursor.isEmpty()) {
            return Optional.of(0);
        }
        try {
            var text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            return text.matches(OFFSET + "[0-9]{1,6}")
                    ? Optional.of(Integer.parseInt(text.substring(OFFSET.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

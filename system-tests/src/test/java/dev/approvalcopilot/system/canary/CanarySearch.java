package dev.approvalcopilot.system.canary;

import dev.approvalcopilot.system.canary.Canary.Trace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks for thousands of traces at once, byte by byte: a hash of the next {@value #WINDOW} bytes rolls along, and where it is
 * that of a trace's beginning the whole trace is compared.
 */
final class CanarySearch {
    /** No trace is shorter. */
    private static final int WINDOW = 32;

    private static final long BASE = 1_000_003;
    private static final int CHUNK = 1 << 20;
    private static final int FILTER_BITS = 24;

    /** Something encoded inside of something encoded, as a token in a grant in an event. */
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9_+/-]{80,}");

    private static final Pattern HEXADECIMAL = Pattern.compile("\\\\x([0-9a-f]{80,})");
    private static final int MAX_DEPTH = 3;

    /** @param place where it lies */
    record Finding(String place, Canary canary, String form) {
        @Override
        public String toString() {
            return canary + " " + form + " in " + place;
        }
    }

    private final Map<Long, List<Trace>> traces = new HashMap<>();
    private final BitSet filter = new BitSet(1 << FILTER_BITS);
    private final long highest;
    private int longest;

    CanarySearch(Collection<Canary> canaries) {
        long power = 1;
        for (int i = 1; i < WINDOW; i++) {
            power *= BASE;
        }
        highest = power;
        for (var canary : canaries) {
            for (var trace : canary.traces()) {
                long hash = hash(trace.bytes());
                traces.computeIfAbsent(hash, _ -> new ArrayList<>()).add(trace);
                filter.set(index(hash));
                longest = Math.max(longest, trace.bytes().length);
            }
        }
    }

    /** Also inside of what is encoded there. */
    Set<Finding> in(String place, String text) {
        var found = new LinkedHashSet<Finding>();
        unfold(place, text, 0, found);
        return found;
    }

    private void unfold(String place, String text, int depth, Set<Finding> found) {
        found.addAll(in(place, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        if (depth == MAX_DEPTH) {
            return;
        }
        var inner = new StringBuilder();
        HEXADECIMAL
                .matcher(text)
                .results()
                .map(run -> run.group(1).substring(0, run.group(1).length() / 2 * 2))
                .forEach(run -> append(inner, HexFormat.of().parseHex(run)));
        ENCODED.matcher(text).results().forEach(run -> append(inner, decoded(run.group())));
        if (!inner.isEmpty()) {
            unfold(place, inner.toString(), depth + 1, found);
        }
    }

    private static byte[] decoded(String run) {
        var whole = run.replace('+', '-').replace('/', '_').substring(0, run.length() / 4 * 4);
        return Base64.getUrlDecoder().decode(whole);
    }

    private static void append(StringBuilder text, byte[] bytes) {
        text.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
    }

    /** As it lies there. */
    Set<Finding> in(String place, InputStream stream) {
        var found = new LinkedHashSet<Finding>();
        var buffer = new byte[CHUNK + longest];
        int kept = 0;
        try {
            int read = stream.readNBytes(buffer, 0, CHUNK);
            while (read > 0) {
                int end = kept + read;
                look(place, buffer, end, found);
                int tail = Math.min(longest, end);
                System.arraycopy(buffer, end - tail, buffer, 0, tail);
                kept = tail;
                read = stream.readNBytes(buffer, kept, CHUNK);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private void look(String place, byte[] bytes, int end, Set<Finding> found) {
        if (end < WINDOW) {
            return;
        }
        long hash = hash(bytes);
        for (int from = 0; ; from++) {
            if (filter.get(index(hash))) {
                compare(place, bytes, from, end, hash, found);
            }
            if (from + WINDOW >= end) {
                return;
            }
            hash = (hash - bytes[from] * highest) * BASE + bytes[from + WINDOW];
        }
    }

    private void compare(String place, byte[] bytes, int from, int end, long hash, Set<Finding> found) {
        for (var trace : traces.getOrDefault(hash, List.of())) {
            int to = from + trace.bytes().length;
            if (to <= end && Arrays.equals(bytes, from, to, trace.bytes(), 0, trace.bytes().length)) {
                found.add(new Finding(place, trace.canary(), trace.form()));
            }
        }
    }

    /** Of the first bytes. */
    private static long hash(byte[] bytes) {
        long hash = 0;
        for (int i = 0; i < WINDOW; i++) {
            hash = hash * BASE + bytes[i];
        }
        return hash;
    }

    private static int index(long hash) {
        return (int) (hash * 0x9E3779B97F4A7C15L >>> 64 - FILTER_BITS);
    }
}

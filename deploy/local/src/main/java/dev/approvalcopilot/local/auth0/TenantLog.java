package dev.approvalcopilot.local.auth0;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tenant log: the newest entries, in memory. Types as Auth0 names them: {@code s}, {@code fp} login, {@code seacft}
 * code for token, {@code sertft} refresh, {@code seccft} client credentials, {@code seta} vault, the same with f for
 * failed, {@code slo} logout, {@code gd_auth_succeed}, {@code gd_auth_failed} second factor. Never a token or a code.
 */
public final class TenantLog {
    private static final int MAX_ENTRIES = 20_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Clock clock;

    TenantLog(Clock clock) {
        this.clock = clock;
    }

    /** {@code details} holds for {@code seta} and {@code feta} at least {@code audit_context}. */
    public record Entry(
            Instant date,
            String type,
            String description,
            String clientId,
            String userId,
            String connection,
            Map<String, Object> details) {

        Map<String, Object> wire() {
            return Map.of(
                    "date", date.toString(),
                    "type", type,
                    "description", description,
                    "client_id", clientId,
                    "user_id", userId,
                    "connection", connection,
                    "details", details);
        }
    }

    void add(String type, String description, String clientId, String userId) {
        add(type, description, clientId, userId, "", Map.of());
    }

    synchronized void add(
            String type,
            String description,
            String clientId,
            String userId,
            String connection,
            Map<String, Object> details) {
        if (entries.size() == MAX_ENTRIES) {
            entries.removeFirst();
        }
        entries.add(new Entry(clock.instant(), type, description, clientId, userId, connection, Map.copyOf(details)));
    }

    /** Oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    Response answer(Request request) {
        Optional<String> type = request.query().get("type");
        return Response.json(
                200,
                entries().stream()
                        .filter(entry -> type.isEmpty() || type.get().equals(entry.type()))
                        .map(Entry::wire)
                        .toList());
    }
}

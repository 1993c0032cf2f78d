package dev.approvalcopilot.local.providers;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The calendars of everybody at acme.test. Guarded by its owner, {@link GoogleCalendar}. */
final class Calendars {

    /** @param updated when it was last changed, its cancellation included; milliseconds, as Google has it */
    record Event(
            String id, String title, Instant start, Instant end, String place, Instant updated, boolean cancelled) {

        Event {
            updated = Instant.ofEpochMilli(updated.toEpochMilli());
        }

        Event cancelledNow(Instant at) {
            return new Event(id, title, start, end, place, at, true);
        }
    }

    private static final Instant PLANNED = Instant.parse("2026-11-20T08:15:30.123Z");

    private final Map<String, Map<String, Event>> byLogin = new HashMap<>();

    Calendars() {
        reset();
    }

    void reset() {
        byLogin.clear();
        seed("ada", "6h1c0relaunch", "Relaunch review", "2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z");
        seed("ada", "6h1c1lunchbob", "Lunch with Bob", "2026-12-02T11:00:00Z", "2026-12-02T12:00:00Z");
        seed("bob", "6h1c2sandbo", "Sandbox hour", "2026-12-01T13:00:00Z", "2026-12-01T14:00:00Z");
    }

    private void seed(String login, String id, String title, String start, String end) {
        put(login, new Event(id, title, Instant.parse(start), Instant.parse(end), "Aquarium", PLANNED, false));
    }

    void put(String login, Event event) {
        byLogin.computeIfAbsent(login, _ -> new LinkedHashMap<>()).put(event.id(), event);
    }

    /** Also one that was deleted: Google keeps it as cancelled. */
    Optional<Event> find(String login, String id) {
        return Optional.ofNullable(byLogin.getOrDefault(login, Map.of()).get(id));
    }

    /** Those that still take place, by their begin. */
    List<Event> between(String login, Instant from, Instant to, String words) {
        return byLogin.getOrDefault(login, Map.of()).values().stream()
                .filter(event -> !event.cancelled())
                .filter(event -> event.end().isAfter(from) && event.start().isBefore(to))
                .filter(event -> event.title().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparing(Event::start))
                .toList();
    }
}

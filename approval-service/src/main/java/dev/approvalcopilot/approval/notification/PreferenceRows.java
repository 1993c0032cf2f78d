package dev.approvalcopilot.approval.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.contracts.event.PersonChanged;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Table {@code notification_preferences}. */
@ApplicationScoped
public class PreferenceRows {
    private final Jdbi jdbi;
    private final Outbox outbox;

    PreferenceRows(Jdbi jdbi, Outbox outbox) {
        this.jdbi = jdbi;
        this.outbox = outbox;
    }

    /** What the person chose, else the defaults. */
    public Preferences of(String person) {
        return of(Set.of(person)).getOrDefault(person, Preferences.DEFAULT);
    }

    /** Without those who never chose. */
    Map<String, Preferences> of(Collection<String> people) {
        return jdbi
                .withHandle(handle -> handle.createQuery(
                                "select person, preferences from notification_preferences where person = any(:people)")
                        .bindArray("people", String.class, people)
                        .map((row, _) -> Map.entry(row.getString("person"), read(row.getString("preferences"))))
                        .list())
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Replaces what the person chose before. */
    @Transactional
    public void put(String person, Preferences preferences) {
        outbox.add(new PersonChanged.NotificationsChosen(person, jdbi.withHandle(DatabaseClock::now)));
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into notification_preferences (person, preferences, changed_at)
                        values (:person, cast(:preferences as json), clock_timestamp())
                        on conflict (person) do update
                            set preferences = excluded.preferences, changed_at = excluded.changed_at""")
                .bind("person", person)
                .bind("preferences", write(preferences))
                .execute());
    }

    private static String write(Preferences preferences) {
        try {
            return Json.MAPPER.writeValueAsString(preferences);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Preferences read(String json) {
        try {
            return Json.MAPPER.readValue(json, Preferences.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("preferences that were written by something else", e);
        }
    }
}

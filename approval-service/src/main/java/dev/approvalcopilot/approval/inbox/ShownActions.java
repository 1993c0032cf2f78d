package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.json.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Table {@code shown_actions}: who was shown what since when, by the database's clock. */
@ApplicationScoped
public class ShownActions {
    private final Jdbi jdbi;

    ShownActions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Notes that the person has the whole action before them now. Only the first time counts. @return that time */
    public Instant note(UUID action, String person) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into shown_actions (action, person, at) values (:action, :person, clock_timestamp())
                        on conflict do nothing""")
                .bind("action", action)
                .bind("person", person)
                .execute());
        return since(action, person).orElseThrow();
    }

    /** Notes that the person said they read all of it, as it stood in that view. Only for what they were shown. */
    public void noteRead(UUID action, String person, Digest view) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update shown_actions set read_view = :view where action = :action and person = :person")
                .bind("view", view)
                .bind("action", action)
                .bind("person", person)
                .execute());
    }

    /** Whether the person said so of that view. */
    public boolean isRead(UUID action, String person, Digest view) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select from shown_actions
                            where action = :action and person = :person and read_view = :view)""")
                .bind("action", action)
                .bind("person", person)
                .bind("view", view)
                .mapTo(Boolean.class)
                .one());
    }

    /** Empty for never. */
    public Optional<Instant> since(UUID action, String person) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select at from shown_actions where action = :action and person = :person")
                .bind("action", action)
                .bind("person", person)
                .map((row, _) -> row.getObject("at", OffsetDateTime.class).toInstant())
                .findOne());
    }
}

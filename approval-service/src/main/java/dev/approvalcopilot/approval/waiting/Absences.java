package dev.approvalcopilot.approval.waiting;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Table {@code absences}: one a person, now or to come. All methods take the caller's transaction. */
@ApplicationScoped
public class Absences {
    private final Jdbi jdbi;

    Absences(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What the person has said, unless it is over. */
    public Optional<Absence> of(String person) {
        return find(person, "clock_timestamp() < until_at");
    }

    /** By which the person is away right now. */
    public Optional<Absence> now(String person) {
        return find(person, "from_at <= clock_timestamp() and clock_timestamp() < until_at");
    }

    public void set(String person, Absence absence) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into absences (person, from_at, until_at, note) values (:person, :from, :until, :note)
                        on conflict (person) do update set from_at = excluded.from_at, until_at = excluded.until_at,
                            note = excluded.note""")
                .bind("person", person)
                .bind("from", absence.from())
                .bind("until", absence.until())
                .bind("note", absence.note())
                .execute());
    }

    /** @return whether there was one */
    public boolean clear(String person) {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from absences where person = :person")
                        .bind("person", person)
                        .execute())
                == 1;
    }

    private Optional<Absence> find(String person, String when) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from absences where person = :person and " + when)
                .bind("person", person)
                .map((row, _) -> new Absence(
                        row.getObject("from_at", OffsetDateTime.class).toInstant(),
                        row.getObject("until_at", OffsetDateTime.class).toInstant(),
                        row.getString("note")))
                .findOne());
    }
}

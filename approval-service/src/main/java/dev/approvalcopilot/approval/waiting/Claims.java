package dev.approvalcopilot.approval.waiting;

import dev.approvalcopilot.approval.ApprovalConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Table {@code claims}. All methods take the caller's transaction. */
@ApplicationScoped
public class Claims {
    private final Jdbi jdbi;
    private final Duration lasts;

    Claims(Jdbi jdbi, ApprovalConfig config) {
        this.jdbi = jdbi;
        this.lasts = config.waiting().claimLasts();
    }

    /** The one that has not ended. */
    public Optional<Claim> of(UUID action) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from claims where action = :action and until > clock_timestamp()")
                .bind("action", action)
                .map((row, _) -> new Claim(
                        row.getString("person"),
                        row.getString("name"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getObject("until", OffsetDateTime.class).toInstant()))
                .findOne());
    }

    /** The person's from now on, or another person's who was first. One's own goes on from now, and began when it began. */
    public Claim take(UUID action, String person, String name) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into claims (action, person, name, since, until)
                        values (:action, :person, :name, clock_timestamp(),
                            clock_timestamp() + make_interval(secs => :seconds))
                        on conflict (action) do update set person = excluded.person, name = excluded.name,
                            until = excluded.until,
                            since = case when claims.until > clock_timestamp() then claims.since else excluded.since end
                        where claims.person = excluded.person or claims.until <= clock_timestamp()""")
                .bind("action", action)
                .bind("person", person)
                .bind("name", name)
                .bind("seconds", (double) lasts.toSeconds())
                .execute());
        return of(action).orElseThrow();
    }

    /** @return whether there was one of the person's */
    public boolean release(UUID action, String person) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from claims where action = :action and person = :person")
                                .bind("action", action)
                                .bind("person", person)
                                .execute()
                        == 1);
    }
}

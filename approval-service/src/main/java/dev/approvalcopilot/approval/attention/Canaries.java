package dev.approvalcopilot.approval.attention;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.AttentionConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Jdbi;

/**
 * Tables {@code canaries} and {@code canary_people}: made-up requests that ought to be rejected, and who asked for them. What is
 * one never runs. It is one by its row or by its agent, so neither a lost row nor a changed configuration makes it a true request.
 */
@ApplicationScoped
public class Canaries {
    /** {@code by} of a rejection that took the place of a person's yes. */
    public static final String BY = "policy:canary";

    private final Jdbi jdbi;
    private final AttentionConfig.Canary config;
    private final MeterRegistry registry;

    Canaries(Jdbi jdbi, ApprovalConfig config, MeterRegistry registry) {
        this.jdbi = jdbi;
        this.config = config.attention().canary();
        this.registry = registry;
    }

    /** How one ended. The words are for the person, kindly. */
    public enum End {
        CAUGHT("This was a test that you had asked for, and you caught it. Nothing would have run."),
        APPROVED(
                "This was a test that you had asked for. Nothing runs, and nobody is told unless your organisation said so"
                        + " beforehand. Nobody had asked for this call: no goal of yours stood behind it. It happens to everybody"
                        + " who decides a lot; the sentence on top and the goal are the two places to look at first."),
        CHANGED("This was a test that you had asked for. Nothing runs, and what you changed is not kept.");

        private final String words;

        End(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** @param agent as the canonical bytes say */
    public boolean isOne(UUID action, String agent) {
        return config.agent().filter(agent::equals).isPresent()
                || jdbi.withHandle(
                        handle -> handle.createQuery("select exists(select from canaries where action = :id)")
                                .bind("id", action)
                                .mapTo(Boolean.class)
                                .one());
    }

    /** In the transaction that composes it. */
    public void made(UUID action, String person) {
        jdbi.useHandle(handle ->
                handle.execute("insert into canaries (action, person, made_at) values (?, ?, now())", action, person));
    }

    /** In the transaction of the decision. */
    public void ended(UUID action, End end) {
        jdbi.useHandle(handle -> handle.execute(
                "update canaries set ended = ?, ended_at = now() where action = ? and ended is null",
                end.name(),
                action));
        registry.counter("approval.attention.canaries", "end", end.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** Empty while it waits, and for every true request: nobody learns from here what is one before it is over. */
    public Optional<End> endOf(UUID action) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select ended from canaries where action = :id and ended is not null")
                        .bind("id", action)
                        .mapTo(String.class)
                        .findOne()
                        .map(End::valueOf));
    }

    public boolean areOn() {
        return config.agent().isPresent();
    }

    /** Whether a yes to one is told to operators. */
    public boolean areTold() {
        return config.tellOperators();
    }

    public boolean tests(String person) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exists(select from canary_people where person = :person)")
                        .bind("person", person)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** From now on the person is tested now and then, or no longer. */
    public void test(String person, boolean wanted) {
        jdbi.useHandle(handle -> {
            if (wanted) {
                handle.execute("""
                        insert into canary_people (person, next_at) values (?, now() + make_interval(secs => ?))
                        on conflict do nothing""", person, (double) pause().toSeconds());
            } else {
                handle.execute("delete from canary_people where person = ?", person);
            }
        });
    }

    /** Those whose time has come; their next time is set. Locked until the transaction ends. */
    public List<String> due(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update canary_people set next_at = now() + make_interval(secs => :pause)
                        where person in (
                            select person from canary_people where next_at <= now()
                            order by next_at limit :limit for update skip locked)
                        returning person""")
                .bind("pause", (double) pause().toSeconds())
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    /** Half to one and a half times the configured pause, so that nobody can wait for it. */
    private Duration pause() {
        long seconds = config.every().toSeconds();
        return Duration.ofSeconds(ThreadLocalRandom.current().nextLong(seconds / 2, seconds + seconds / 2 + 1));
    }
}

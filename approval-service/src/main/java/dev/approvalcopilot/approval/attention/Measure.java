package dev.approvalcopilot.approval.attention;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;

/**
 * Notes what people decide and how long they take: a row for the person, in the transaction of the decision, and numbers for
 * operators, in which nobody stands by name.
 */
@ApplicationScoped
public class Measure {
    private final Jdbi jdbi;
    private final MeterRegistry registry;

    Measure(Jdbi jdbi, MeterRegistry registry) {
        this.jdbi = jdbi;
        this.registry = registry;
    }

    /** A second word of the same person on the same action counts for nothing. */
    public void note(Measured decision) {
        if (insert(decision)) {
            count(decision);
        }
    }

    private boolean insert(Measured decision) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into measured_decisions (action, person, tool, level, verdict, raised_by, like_rejected,
                            held_at, shown_at, decided_at)
                        values (:action, :person, :tool, :level, :verdict, :raisedBy, :likeRejected, :heldAt,
                            cast(:shownAt as timestamptz), :decidedAt)
                        on conflict do nothing""")
                        .bind("action", decision.action())
                        .bind("person", decision.person())
                        .bind("tool", decision.tool())
                        .bind("level", decision.level().name())
                        .bind("verdict", decision.word().name())
                        .bindArray("raisedBy", String.class, decision.raisedBy())
                        .bind("likeRejected", decision.likeRejected())
                        .bind("heldAt", decision.heldAt())
                        .bind(
                                "shownAt",
                                decision.shownAt()
                                        .map(at -> OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                                        .orElse(null))
                        .bind("decidedAt", decision.decidedAt())
                        .execute())
                == 1;
    }

    /** Tags: levels, words and names of installed policies. Never a person, an agent or a target. */
    private void count(Measured decision) {
        var level = decision.level().name().toLowerCase(Locale.ROOT);
        var word = decision.word().name().toLowerCase(Locale.ROOT);
        Timer.builder("approval.attention.time.to.decide")
                .description("From the person's first look to their decision")
                .tags("level", level, "decision", word)
                .register(registry)
                .record(decision.took());
        registry.counter(
                        "approval.attention.decisions",
                        "level",
                        level,
                        "decision",
                        word,
                        "override",
                        Boolean.toString(decision.overrides()))
                .increment();
        for (var policy : decision.raisedBy()) {
            registry.counter("approval.attention.raised", "policy", policy, "decision", word)
                    .increment();
        }
    }
}

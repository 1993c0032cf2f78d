package dev.approvalcopilot.approval.own;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.contracts.event.PersonChanged;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.Builtin;
import dev.approvalcopilot.contracts.own.Delegation;
import dev.approvalcopilot.contracts.own.Limit;
import dev.approvalcopilot.contracts.own.OwnRules;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Tables {@code own_rules} and {@code delegates}. All methods take the caller's transaction. */
@ApplicationScoped
public class OwnRulesCopy {
    private static final OwnRules NONE = new OwnRules(0, List.of(), List.of());

    private final Jdbi jdbi;
    private final Outbox outbox;

    /** A delegation in force, from the delegate's side. */
    public record Received(String principal, Instant until) {}

    OwnRulesCopy(Jdbi jdbi, Outbox outbox) {
        this.jdbi = jdbi;
        this.outbox = outbox;
    }

    /** What the gateway reported. An older report than the last one changes nothing: reports overtake each other. */
    public void take(String principal, OwnRules rules) {
        jdbi.useHandle(handle -> {
            var now = DatabaseClock.now(handle);
            var before = of(principal, now).delegations();
            int newer = handle.createUpdate("""
                            insert into own_rules (principal, revision, rules)
                            values (:principal, :revision, cast(:rules as json))
                            on conflict (principal) do update
                            set revision = excluded.revision, rules = excluded.rules
                            where own_rules.revision < excluded.revision""")
                    .bind("principal", principal)
                    .bind("revision", rules.revision())
                    .bind("rules", write(rules))
                    .execute();
            if (newer == 1) {
                replace(handle, principal, rules.delegations());
                if (!before.equals(rules.delegations())) {
                    outbox.add(new PersonChanged.DelegationsChanged(principal, rules.delegations(), now));
                }
            }
        });
    }

    private static void replace(Handle handle, String principal, List<Delegation> delegations) {
        handle.createUpdate("delete from delegates where principal = :principal")
                .bind("principal", principal)
                .execute();
        for (var delegation : delegations) {
            handle.createUpdate("""
                            insert into delegates (id, principal, delegate, valid_from, valid_until, tools)
                            values (:id, :principal, :delegate, :from, :until, :tools)""")
                    .bind("id", delegation.id())
                    .bind("principal", principal)
                    .bind("delegate", delegation.to())
                    .bind("from", delegation.from())
                    .bind("until", delegation.until())
                    .bindArray("tools", String.class, delegation.tools())
                    .execute();
        }
    }

    /** As last reported; what has run out since is left out. */
    public OwnRules of(String principal, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("select rules from own_rules where principal = :principal")
                .bind("principal", principal)
                .mapTo(String.class)
                .findOne()
                .map(OwnRulesCopy::read)
                .map(rules -> new OwnRules(
                        rules.revision(),
                        rules.limits(),
                        rules.delegations().stream()
                                .filter(delegation -> delegation.until().isAfter(now))
                                .toList()))
                .orElse(NONE));
    }

    /** The limit by which the gateway will refuse an action, as far as is known here. */
    public Optional<Limit> forbidding(
            String principal, String agent, String tool, String connection, ObjectNode arguments) {
        var builtin = OwnRules.CONNECTION.equals(connection) ? builtin(tool) : null;
        return OwnRules.canBeLimited(builtin, agent)
                ? of(principal, Instant.EPOCH).limits().stream()
                        .filter(limit -> limit.forbids(agent, tool, connection, arguments))
                        .findFirst()
                : Optional.empty();
    }

    private static Builtin builtin(String tool) {
        return "self.delegate".equals(tool) ? Builtin.DELEGATE : Builtin.SET_LIMITS;
    }

    /** Until when this person may decide about such an action in its principal's place; empty when they may not, now. */
    public Optional<Instant> delegatedUntil(String person, String principal, String tool) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select max(valid_until) from delegates
                        where delegate = :person and principal = :principal and decides_for(:person, :principal, :tool)
                          and valid_from <= clock_timestamp() and clock_timestamp() < valid_until
                          and (cardinality(tools) = 0 or :tool = any(tools))""")
                .bind("person", person)
                .bind("principal", principal)
                .bind("tool", tool)
                .map((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .one());
    }

    /** Who may decide about such an action in the person's place, now. */
    public Set<String> delegatesOf(String principal, String tool) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct delegate from delegates
                        where principal = :principal and decides_for(delegate, :principal, :tool)""")
                .bind("principal", principal)
                .bind("tool", tool)
                .mapTo(String.class)
                .collectIntoSet());
    }

    /** Whom this person decides for, now. */
    public List<Received> receivedBy(String person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select principal, max(valid_until) as until from delegates
                        where delegate = :person and valid_from <= clock_timestamp() and clock_timestamp() < valid_until
                        group by principal order by principal""")
                .bind("person", person)
                .map((row, _) -> new Received(
                        row.getString("principal"),
                        row.getObject("until", OffsetDateTime.class).toInstant()))
                .list());
    }

    private static String write(OwnRules rules) {
        try {
            return Json.MAPPER.writeValueAsString(rules);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OwnRules read(String json) {
        try {
            return Json.MAPPER.readValue(json, OwnRules.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

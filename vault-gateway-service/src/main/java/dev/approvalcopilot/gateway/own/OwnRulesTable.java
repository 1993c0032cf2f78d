package dev.approvalcopilot.gateway.own;

import dev.approvalcopilot.contracts.own.Delegation;
import dev.approvalcopilot.contracts.own.Limit;
import dev.approvalcopilot.contracts.own.OwnRules;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The statements on {@code person_limits} and {@code delegations}, and the lock between a change of one person's rules and the
 * dispatches for that person: advisory, as that of halts.
 */
final class OwnRulesTable {

    /** "ownr" and "dele" in ASCII: spaces of two-part advisory locks that nobody else uses in this database. */
    private static final int PERSON = 0x6F776E72;

    private static final int DELEGATING = 0x64656C65;

    private OwnRulesTable() {}

    /** From here to the end of the transaction the person's rules stay as they are. */
    static void keepChangesBack(Handle handle, String principal) {
        handle.createQuery("select 1 from (select pg_advisory_xact_lock_shared(:space, hashtext(:principal))) locked")
                .bind("space", PERSON)
                .bind("principal", principal)
                .mapTo(Integer.class)
                .one();
    }

    /** Waits for the dispatches for this person that are under way and lets no other begin, at most five seconds. */
    static void keepDispatchesBack(Handle handle, String principal) {
        handle.createQuery("select set_config('lock_timeout', '5000', true)")
                .mapTo(String.class)
                .one();
        handle.createQuery("select 1 from (select pg_advisory_xact_lock(:space, hashtext(:principal))) locked")
                .bind("space", PERSON)
                .bind("principal", principal)
                .mapTo(Integer.class)
                .one();
    }

    /** Two people who delegate to each other at once do so one after the other. */
    static void keepDelegationsBack(Handle handle) {
        handle.createQuery("select 1 from (select pg_advisory_xact_lock(:space, 0)) locked")
                .bind("space", DELEGATING)
                .mapTo(Integer.class)
                .one();
    }

    static Instant now(Handle handle) {
        return handle.createQuery("select clock_timestamp()")
                .mapTo(Instant.class)
                .one();
    }

    /** In force. */
    static List<Limit> limits(Handle handle, String principal) {
        return handle.createQuery(
                        "select * from person_limits where principal = :principal and removed_at is null order by set_at, id")
                .bind("principal", principal)
                .map((row, _) -> limit(row))
                .list();
    }

    /** Not ended, and not over at that time. */
    static List<Delegation> delegations(Handle handle, String principal, Instant at) {
        return handle.createQuery("""
                        select * from delegations
                        where principal = :principal and ended_at is null and valid_until > :at order by made_at, id""")
                .bind("principal", principal)
                .bind("at", at)
                .map((row, _) -> delegation(row))
                .list();
    }

    /** Each row counts once for its coming and once for its going: a number that only rises. */
    static OwnRules all(Handle handle, String principal, Instant at) {
        long revision = handle.createQuery("""
                        select (select count(*) + count(removed_at) from person_limits where principal = :principal)
                             + (select count(*) + count(ended_at) from delegations where principal = :principal)""")
                .bind("principal", principal)
                .mapTo(Long.class)
                .one();
        return new OwnRules(revision, limits(handle, principal), delegations(handle, principal, at));
    }

    static void add(Handle handle, String principal, Limit limit) {
        handle.createUpdate("""
                        insert into person_limits (id, principal, agent, tool, connection, argument, most, allowed)
                        values (:id, :principal, :agent, :tool, :connection, :argument, :most, :allowed)""")
                .bind("id", limit.id())
                .bind("principal", principal)
                .bind("agent", limit.agent())
                .bind("tool", limit.tool())
                .bind("connection", limit.connection())
                .bind("argument", limit.argument())
                .bind("most", limit.max())
                .bindByType("allowed", texts(limit.allowed()), String[].class)
                .execute();
    }

    static void remove(Handle handle, UUID limit, UUID by) {
        handle.createUpdate("update person_limits set removed_at = clock_timestamp(), removed_by = :by where id = :id")
                .bind("id", limit)
                .bind("by", by)
                .execute();
    }

    static void add(Handle handle, String principal, Delegation delegation) {
        handle.createUpdate("""
                        insert into delegations (id, principal, delegate, valid_from, valid_until, tools)
                        values (:id, :principal, :delegate, :from, :until, :tools)""")
                .bind("id", delegation.id())
                .bind("principal", principal)
                .bind("delegate", delegation.to())
                .bind("from", delegation.from())
                .bind("until", delegation.until())
                .bindByType("tools", texts(delegation.tools()), String[].class)
                .execute();
    }

    static void end(Handle handle, UUID delegation, UUID by) {
        handle.createUpdate("update delegations set ended_at = clock_timestamp(), ended_by = :by where id = :id")
                .bind("id", delegation)
                .bind("by", by)
                .execute();
    }

    private static Limit limit(ResultSet row) throws SQLException {
        return new Limit(
                row.getObject("id", UUID.class),
                row.getString("agent"),
                row.getString("tool"),
                row.getString("connection"),
                row.getString("argument"),
                row.getBigDecimal("most"),
                texts(row.getArray("allowed")));
    }

    private static Delegation delegation(ResultSet row) throws SQLException {
        return new Delegation(
                row.getObject("id", UUID.class),
                row.getString("delegate"),
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                row.getObject("valid_until", OffsetDateTime.class).toInstant(),
                texts(row.getArray("tools")));
    }

    private static String[] texts(List<String> texts) {
        return texts == null ? null : texts.toArray(String[]::new);
    }

    private static List<String> texts(Array array) throws SQLException {
        return array == null ? null : List.of((String[]) array.getArray());
    }
}

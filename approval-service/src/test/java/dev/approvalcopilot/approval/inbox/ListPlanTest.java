package dev.approvalcopilot.approval.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.inbox.ListFilter.Inbox;
import dev.approvalcopilot.approval.inbox.ListFilter.Order;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** With thousands that wait, PostgreSQL reads a page from the index in its order, and sorts nothing. */
@QuarkusTest
class ListPlanTest {
    private static final Caller PERSON = new Caller("auth0|flooded", "copilot-page", Set.of("flooded"));
    private static final Set<ApprovalState> WAITING = Set.of(ApprovalState.PENDING);
    private static final Set<ApprovalState> DECIDED = EnumSet.complementOf(EnumSet.of(ApprovalState.PENDING));
    private static final int ROWS = 9_000;
    private static final Cursor SOMEWHERE = new Cursor(1, Instant.parse("2026-11-24T12:00:00Z"), new UUID(0, 0));

    private static final ListFilter FIRST = filter(Inbox.MINE, WAITING, Order.URGENT, List.of(), Optional.empty());
    private static final ListFilter LATER =
            filter(Inbox.MINE, WAITING, Order.URGENT, List.of(), Optional.of(SOMEWHERE));
    private static final ListFilter HISTORY = filter(Inbox.MINE, DECIDED, Order.DECIDED, List.of(), Optional.empty());
    private static final ListFilter TEAM = filter(Inbox.TEAM, WAITING, Order.URGENT, List.of(), Optional.empty());
    private static final ListFilter RARE =
            filter(Inbox.MINE, WAITING, Order.URGENT, List.of("number-8642"), Optional.empty());

    private static ListFilter filter(
            Inbox inbox, Set<ApprovalState> states, Order order, List<String> words, Optional<Cursor> after) {
        var criteria = new Criteria(
                words, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new ListFilter(inbox, states, criteria, order, 50, after);
    }

    @Inject
    Jdbi jdbi;

    /** All are explained in one transaction, which nobody else sees and which is rolled back. */
    private static Map<ListFilter, String> plans;

    private String plan(ListFilter filter) {
        if (plans == null) {
            var action = AnAction.postingAMessage();
            Topics.send(action.build());
            Topics.await1(action.id(), ActionDecided.Pending.class);
            QuarkusTransaction.begin();
            try {
                plans = jdbi.withHandle(handle -> {
                    copy(handle, action);
                    handle.execute("analyze approvals");
                    return Stream.of(FIRST, LATER, HISTORY, TEAM, RARE)
                            .collect(Collectors.toMap(Function.identity(), one -> explain(handle, one)));
                });
            } finally {
                QuarkusTransaction.rollback();
            }
        }
        return plans.get(filter);
    }

    private static String explain(Handle handle, ListFilter filter) {
        var sql = new ListSql(PERSON, filter, List.of());
        return sql.bindTo(handle.createQuery("explain " + sql.page(List.of()))).mapTo(String.class).list().stream()
                .collect(Collectors.joining("\n"));
    }

    private static void copy(Handle handle, AnAction action) {
        handle.createUpdate("""
                        insert into approvals (id, digest, action, principal, agent, run, tool, connection, level, policy,
                            classification, reasons, obligations, impact, title, sentence, reversibility, scope_mode,
                            permissions, beyond, rationale, origins, groups, state, verdict, decided_at, decided_by, reason,
                            created_at, expires_at)
                        select gen_random_uuid(), digest, action, case when n % 2 = 0 then :principal else principal end,
                            agent, run, tool, connection, (array['LOW', 'MEDIUM', 'HIGH'])[1 + n % 3], policy,
                            classification, reasons, obligations, impact, title, sentence || ' number-' || n, reversibility,
                            scope_mode, permissions, beyond, rationale, origins,
                            case when n % 40 = 1 then array['flooded'] else groups end,
                            case when n % 3 = 0 then 'REJECTED' else 'PENDING' end,
                            case when n % 3 = 0 then 'REJECTED' end, case when n % 3 = 0 then created_at end,
                            case when n % 3 = 0 then principal end, case when n % 3 = 0 then 'no' end,
                            created_at + n * interval '1 second', expires_at + n * interval '1 second'
                        from approvals, generate_series(1, :rows) n where id = :id""")
                .bind("principal", PERSON.sub())
                .bind("rows", ROWS)
                .bind("id", action.id())
                .execute();
    }

    @Test
    void whatWaitsComesFromTheIndexInItsOrder() {
        assertThat(plan(FIRST))
                .contains("Index Scan using approvals_waiting_by_urgency")
                .doesNotContain("Sort");
    }

    @Test
    void aLaterPageBeginsInTheIndex() {
        assertThat(plan(LATER))
                .contains("Index Scan using approvals_waiting_by_urgency")
                .containsPattern("Index Cond:.*ROW\\(\\(- ?level_rank\\), created_at, id\\) >")
                .doesNotContain("Sort");
    }

    @Test
    void whatIsDecidedComesFromTheIndexInItsOrder() {
        assertThat(plan(HISTORY))
                .contains("Index Scan using approvals_by_decision")
                .doesNotContain("Sort");
    }

    @Test
    void whatWaitsForGroupsIsFoundByItsGroups() {
        assertThat(plan(TEAM)).contains("approvals_waiting_for_groups");
    }

    @Test
    void aRareWordIsFoundByItsTrigrams() {
        assertThat(plan(RARE)).contains("approvals_by_words");
    }
}

package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.local.auth0.BrowserlessLogin.Application;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.ActionRow;
import dev.approvalcopilot.local.client.ApiRefused;
import dev.approvalcopilot.local.client.AuditEntry;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.EventStream;
import dev.approvalcopilot.local.client.Person;
import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** People see and decide what is theirs, and an agent decides nothing. */
@WholeProduct
class OwnershipTest {
    private static final String POST = "slack.post_message";
    private static final Duration QUIET = Duration.ofSeconds(2);

    @Test
    void twoPeopleSeeOnlyTheirOwnInListsStreamsAndAudit(Product product) throws InterruptedException {
        var ada = product.as("ada");
        var bob = product.as("bob");
        try (var adasActions = ada.followActions();
                var bobsActions = bob.followActions();
                var bobsAudit = bob.followAudit(0)) {
            awaitOpen(adasActions);
            awaitOpen(bobsActions);
            var adasRun = ada.startRun("post 'From Ada' to #general").id();
            var bobsRun = bob.startRun("post 'From Bob' to #general").id();
            var adas = product.held(ada, adasRun, POST);
            var bobs = product.held(bob, bobsRun, POST);

            assertThat(actions(ada)).contains(adas.id()).doesNotContain(bobs.id());
            assertThat(actions(bob)).contains(bobs.id()).doesNotContain(adas.id());
            assertThat(runs(bob)).contains(bobsRun).doesNotContain(adasRun);
            assertForeign(bob, adas, adasRun);

            assertThat(data(adasActions))
                    .anyMatch(text -> text.contains(adas.id().toString()))
                    .noneMatch(text -> text.contains(bobs.id().toString()));
            assertThat(data(bobsActions))
                    .anyMatch(text -> text.contains(bobs.id().toString()))
                    .noneMatch(text -> text.contains(adas.id().toString()));
            assertAudit(bob, bobsRun, adasRun);
            assertThat(data(bobsAudit))
                    .anyMatch(text -> text.contains(bobsRun.toString()))
                    .noneMatch(text -> text.contains(adasRun.toString()));
            ada.reject(adas, "enough");
            bob.reject(bobs, "enough");
        }
    }

    @Test
    void theOperatorSeesEverybodysAudit(Product product) {
        var run = product.as("bob").startRun("use the unknown tool").id();
        var olga = product.as("olga");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(olga.auditOfRun(run)).isNotEmpty());
    }

    @Test
    void anAgentThatHoldsAPersonsPlannerTokenCannotApproveItself(Product product) {
        var agent = Person.of(
                product.installation(),
                "ada",
                Application.withSecret(
                        "acme-agent",
                        product.installation().secrets().clientSecret("acme-agent"),
                        "http://127.0.0.1:9999/callback"));
        var itsRuns = new CopilotClient(product.installation(), agent);
        var run = itsRuns.startRun("post 'From an agent' to #general").id();
        var ada = product.as("ada");
        var action = product.held(ada, run, POST);
        assertThat(action.action().path("agent").asText()).isEqualTo("acme-agent");

        // Its planner token is for another audience.
        var withPlannerToken = new CopilotClient(
                product.installation(), (_, _) -> agent.token(LocalTenant.PLANNER, "runs:read runs:write"));
        assertDeclined(withPlannerToken.approve(action), 401);
        // Even with a token for the approval API that ada consented to, its client is no approver.
        assertThat(itsRuns.approve(action))
                .isInstanceOfSatisfying(
                        Verdict.Declined.class,
                        declined -> assertThat(declined.problem().code()).isEqualTo("not_an_approver_client"));

        assertThat(ada.action(action.id()).state()).isEqualTo(State.PENDING);
        assertThat(product.effectsOf(action)).isEmpty();
        ada.reject(action, "enough");
    }

    private static void assertForeign(CopilotClient other, Action action, UUID run) {
        assertNotFound(() -> other.action(action.id()));
        assertNotFound(() -> other.run(run));
        assertNotFound(() -> other.cancel(run));
        assertDeclined(other.approve(action), 404);
        assertDeclined(other.reject(action, "not mine"), 404);
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(404));
    }

    private static void assertDeclined(Verdict verdict, int status) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Declined.class,
                        declined -> assertThat(declined.problem().status()).isEqualTo(status));
    }

    private static void assertAudit(CopilotClient reader, UUID own, UUID foreign) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(reader.auditOfRun(own)).isNotEmpty());
        assertThat(reader.auditOfRun(foreign)).isEmpty();
        assertThat(reader.audit("")).extracting(AuditEntry::run).doesNotContain(foreign);
        assertThat(reader.audit("person=auth0%7Cada")).isEmpty();
    }

    private static List<UUID> actions(CopilotClient client) {
        return client.pending().stream().map(ActionRow::id).toList();
    }

    private static List<UUID> runs(CopilotClient client) {
        return client.runs().stream().map(Run::id).toList();
    }

    private static void awaitOpen(EventStream stream) throws InterruptedException {
        assertThat(stream.next(Duration.ofSeconds(20))).isPresent();
    }

    /** All that came until the stream fell silent. */
    private static List<String> data(EventStream stream) throws InterruptedException {
        var data = new ArrayList<String>();
        for (var event = stream.next(QUIET); event.isPresent(); event = stream.next(QUIET)) {
            data.add(event.get().data());
        }
        return data;
    }
}

package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.gateway.halt.ChangeHalts;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import dev.approvalcopilot.gateway.testing.Resumed;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's own rules: changed by their actions alone, and what they forbid does not run. */
@QuarkusTest
class OwnRulesTest extends GatewayScenario {

    private static final String[] DONE = {"action.dispatching", "action.succeeded"};

    @Inject
    ChangeHalts halts;

    @AfterEach
    void forgetAll() {
        jdbi.useHandle(handle -> handle.execute("truncate person_limits, delegations"));
        Resumed.all(jdbi);
    }

    private GrantBuilder own(String tool, ObjectNode arguments) {
        return aGrant().of("auth0|ada", "self").calling(tool, arguments);
    }

    private static ObjectNode json() {
        return Json.MAPPER.createObjectNode();
    }

    private GrantBuilder aLimit(String tool) {
        return own("self.set_limits", json().put("tool", tool));
    }

    private GrantBuilder aDelegation(String principal, String to, Instant until) {
        var name = principal.substring("auth0|".length());
        return own(
                        "self.delegate",
                        json().put("to", to)
                                .put(
                                        "until",
                                        until.truncatedTo(ChronoUnit.SECONDS).toString()))
                .of(principal, "self")
                .provenBy(nonce -> auth0.presence(name, nonce));
    }

    private JsonNode done(GrantBuilder grant) {
        return awaitEvents(deliver(grant), DONE).path("result");
    }

    private String refused(GrantBuilder grant) {
        return awaitEvents(deliver(grant), "action.refused").path("code").asText();
    }

    private String refusedForItsNames(GrantBuilder grant) {
        var event = awaitEvents(deliver(grant), "action.refused");
        assertThat(event.path("code").asText()).isEqualTo("own_rule_names_nothing");
        return event.path("detail").asText();
    }

    private static Instant inAnHour() {
        return Instant.now().plusSeconds(3600);
    }

    private int rows(String table) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void aLimitIsSetWithoutTokenAndCallAndSaysWhatIsInForce() {
        var grant = aLimit("github.create_issue");

        var result = done(grant);

        assertThat(result.path("revision").asLong()).isEqualTo(1);
        assertThat(result.at("/limits/0/id").asText()).isEqualTo(grant.id().toString());
        assertThat(result.at("/limits/0/tool").asText()).isEqualTo("github.create_issue");
        assertThat(result.path("delegations")).isEmpty();
        assertThat(providers.calls()).isEmpty();
        assertThat(auth0.exchanges())
                .doesNotContain(grant.actionBytes().digest().value());
    }

    @Test
    void aRuleThatNamesWhatIsNotThereIsRefused() {
        var far = own("self.set_limits", json().put("connection", "sign-in-with-skype"));
        var delegation = own(
                        "self.delegate",
                        json().put("to", "auth0|bob")
                                .put(
                                        "until",
                                        inAnHour()
                                                .truncatedTo(ChronoUnit.SECONDS)
                                                .toString())
                                .<ObjectNode>set(
                                        "tools", Json.MAPPER.createArrayNode().add("gmail.sendmessage")))
                .provenBy(nonce -> auth0.presence("ada", nonce));

        assertThat(refusedForItsNames(aLimit("gmail.send_mail")))
                .contains("/tool: there is no tool gmail.send_mail here. Do you mean gmail.send_message");
        assertThat(refusedForItsNames(far))
                .contains("/connection: no tool here uses the connection sign-in-with-skype."
                        + " Do you mean sign-in-with-slack?");
        assertThat(refusedForItsNames(delegation))
                .contains("/tools/0: there is no tool gmail.sendmessage here. Do you mean gmail.send_message");
        assertThat(rows("person_limits")).isZero();
        assertThat(rows("delegations")).isZero();
    }

    @Test
    void whatALimitForbidsIsRefusedHoweverWellItWasApproved() {
        done(aLimit("github.create_issue"));
        var grant = aGrant();

        var event = awaitEvents(deliver(grant), "action.refused");

        assertThat(event.path("code").asText()).isEqualTo("own_limit");
        assertThat(event.path("detail").asText()).contains("the tool github.create_issue");
        assertThat(providers.calls()).isEmpty();
        assertThat(auth0.exchanges())
                .doesNotContain(grant.actionBytes().digest().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://agent.acme.test/x", "bob@agents.acme.test"})
    void anAgentThatIsAnAddressIsLimited(String agent) {
        done(own("self.set_limits", json().put("agent", agent)));
        var grant = aGrant().action(action -> action.put("agent", agent))
                .claims(claims -> claims.putObject("act").put("sub", agent));

        assertThat(awaitEvents(deliver(grant), "action.refused").path("code").asText())
                .isEqualTo("own_limit");
    }

    @ParameterizedTest
    @MethodSource
    void aDelegateMayBeCalledAsOidcAllows(String sub) {
        var result = done(aDelegation("auth0|ada", sub, inAnHour()));

        assertThat(result.at("/delegations/0/to").asText()).isEqualTo(sub);
    }

    static Stream<String> aDelegateMayBeCalledAsOidcAllows() {
        return Stream.of("samlp|acme|Jane Doe", "auth0|" + "x".repeat(204), "auth0|" + "x".repeat(249));
    }

    @Test
    void aLimitMeansWhatItNamesAndWhoseItIs() {
        done(aLimit("github.create_issue"));

        awaitEvents(deliver(aRead()), DONE);
        awaitEvents(deliver(aGrant().of("auth0|bob", auth0.account("bob", "github"))), DONE);
    }

    @Test
    void aBoundForbidsOnlyWhatLiesBeyond() {
        var bound = json().put("connection", "github").put("argument", "repo");
        bound.putArray("allowed").add("website");
        done(own("self.set_limits", bound));

        awaitEvents(deliver(aGrant()), DONE);
        assertThat(refused(aGrant().calling(
                                "github.create_issue",
                                arguments("octo", "old-site").put("title", "x"))))
                .isEqualTo("own_limit");
    }

    @Test
    void aLimitThatIsSetDuringTheLastReadStopsTheCall() {
        var deletion = aDeletion();
        providers.wait(800);
        deliver(deletion);
        await().atMost(LONG).until(() -> !providers.calls().isEmpty());

        done(aLimit("github.delete_repository"));

        var event = awaitEvents(deletion.id(), "action.refused");
        assertThat(event.path("code").asText()).isEqualTo("own_limit");
        assertThat(methods()).containsExactly("GET");
    }

    @Test
    void aLimitIsTakenBackByWhatItSaysAndTheActionRunsAgain() {
        var limit = aLimit("github.create_issue");
        done(limit);
        var arguments = json().put("limit", limit.id().toString());

        assertThat(refused(removal(arguments.deepCopy().put("says", "the tool slack.post_message"))))
                .isEqualTo("own_rule_gone");
        assertThat(done(removal(arguments.deepCopy().put("says", "the tool github.create_issue")))
                        .path("limits"))
                .isEmpty();

        awaitEvents(deliver(aGrant()), DONE);
    }

    private GrantBuilder removal(ObjectNode arguments) {
        return own("self.remove_limits", arguments).provenBy(nonce -> auth0.presence("ada", nonce));
    }

    @Test
    void anotherPersonsLimitIsNotOnesOwn() {
        var limit = aLimit("github.create_issue");
        done(limit);
        var arguments = json().put("limit", limit.id().toString()).put("says", "the tool github.create_issue");

        assertThat(refused(own("self.remove_limits", arguments)
                        .of("auth0|bob", "self")
                        .provenBy(nonce -> auth0.presence("bob", nonce))))
                .isEqualTo("own_rule_gone");
    }

    @Test
    void whoShutThemselvesOutCanOpenAgainOnThePageAndNoAgentCan() {
        var limit = own("self.set_limits", json().put("connection", "self"));
        done(limit);
        var arguments = json().put("limit", limit.id().toString()).put("says", "the connection self");

        assertThat(refused(removal(arguments))).isEqualTo("own_limit");
        var onThePage = removal(arguments)
                .action(action -> action.put("agent", "page"))
                .claims(claims -> claims.withObject("/act").put("sub", "page"));
        assertThat(done(onThePage).path("limits")).isEmpty();
    }

    @Test
    void aChangeIsMadeOnceHoweverOftenItsGrantComes() {
        var issued = aLimit("github.list_issues").event();

        IntStream.range(0, 30).forEach(_ -> topics.send(issued));

        awaitEvents(issued.id(), DONE);
        assertNothingFollows(issued.id());
        assertThat(rows("person_limits")).isEqualTo(1);
    }

    @Test
    void whatAKilledGatewayLeftIsMadeOnce() {
        var action = leave(aLimit("github.list_issues"), LeftOver.CLAIMED, -1);

        awaitEvents(action, DONE);

        assertThat(rows("person_limits")).isEqualTo(1);
    }

    /** The worker makes the change and dies before its commit: neither the change nor an end is there, until the next turn. */
    @Test
    void aChangeAndItsEndAreOneTransaction() {
        jdbi.useHandle(handle -> handle.execute("""
                        create sequence tried;
                        create function no_outbox() returns trigger language plpgsql as $$
                        begin
                          perform nextval('tried');
                          raise exception 'the disk is full';
                        end $$"""));
        jdbi.useHandle(handle -> handle.execute(
                "create trigger no_outbox before insert on outbox for each row execute function no_outbox()"));
        var action = leave(aLimit("github.list_issues"), LeftOver.CLAIMED, -1);
        try {
            // No transaction takes back what a sequence has given.
            await().atMost(LONG)
                    .until(() -> jdbi.withHandle(handle -> handle.createQuery("select is_called from tried")
                            .mapTo(Boolean.class)
                            .one()));
            assertThat(state(action)).isEqualTo("CLAIMED");
            assertThat(rows("person_limits")).isZero();
        } finally {
            jdbi.useHandle(handle ->
                    handle.execute("drop trigger no_outbox on outbox; drop function no_outbox; drop sequence tried"));
        }
        jdbi.useHandle(handle -> handle.execute(
                "update ledger set lease_until = clock_timestamp() where action_id = ? and ended_at is null", action));

        awaitEvents(action, DONE);
        assertThat(rows("person_limits")).isEqualTo(1);
    }

    @Test
    void aHaltStopsOwnRulesToo() {
        halts.halt(HaltScope.parse("person:auth0|ada"), "a rehearsal", "auth0|olga");

        assertThat(refused(aLimit("github.list_issues"))).isEqualTo("halted");

        assertThat(rows("person_limits")).isZero();
    }

    @Test
    void whatCannotBeReadForbids() {
        jdbi.useHandle(handle -> handle.execute("alter table person_limits rename to limits_out_of_sight"));
        var grant = aGrant();
        try {
            deliver(grant);
            await().atMost(LONG).until(() -> waitsFor(grant.id(), "OWN_RULES_UNREADABLE"));
            awaitAnotherAttempt(grant.id());
            assertThat(providers.calls()).isEmpty();
        } finally {
            jdbi.useHandle(handle -> handle.execute("alter table limits_out_of_sight rename to person_limits"));
        }

        awaitEvents(grant.id(), DONE);
    }

    private boolean waitsFor(UUID action, String obstacle) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select coalesce(waiting_for, '') from ledger where action_id = :id")
                        .bind("id", action)
                        .mapTo(String.class)
                        .findOne()
                        .orElse(""))
                .equals(obstacle);
    }

    @Test
    void aDelegateDecidesWhileTheDelegationStandsAndNotAfterItsEnd() {
        var byBob = aGrant().withoutThePrincipal().alsoApprovedBy("auth0|bob", 0, null);
        assertThat(refused(byBob)).isEqualTo("approver_not_eligible");
        var delegation = aDelegation("auth0|ada", "auth0|bob", inAnHour());
        assertThat(done(delegation).at("/delegations/0/to").asText()).isEqualTo("auth0|bob");
        awaitForce();

        awaitEvents(deliver(aGrant().withoutThePrincipal().alsoApprovedBy("auth0|bob", 0, null)), DONE);
        var end = json().put("delegation", delegation.id().toString()).put("to", "auth0|bob");
        assertThat(done(own("self.end_delegation", end)).path("delegations")).isEmpty();

        assertThat(refused(aGrant().withoutThePrincipal().alsoApprovedBy("auth0|bob", 0, null)))
                .isEqualTo("approver_not_eligible");
    }

    /** Grants know whole seconds: the next one lies after the delegation's beginning. */
    private static void awaitForce() {
        var made = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        await().until(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS).isAfter(made));
    }

    @Test
    void aDelegationThatLeadsBackIsRefused() {
        done(aDelegation("auth0|ada", "auth0|bob", inAnHour()));

        assertThat(refused(aDelegation("auth0|bob", "auth0|ada", inAnHour()))).isEqualTo("delegation_circle");
        assertThat(refused(aDelegation("auth0|ada", "auth0|ada", inAnHour()))).isEqualTo("delegation_to_oneself");
        assertThat(refused(aDelegation("auth0|ada", "auth0|carol", inAnHour().minusSeconds(7200))))
                .isIn("delegation_dates", "arguments");
        assertThat(rows("delegations")).isEqualTo(1);
    }

    @Test
    void twoWhoDelegateToEachOtherAtOnceDoNotBothSucceed() {
        var there = aDelegation("auth0|ada", "auth0|bob", inAnHour());
        var back = aDelegation("auth0|bob", "auth0|ada", inAnHour());
        topics.send(there.event());
        topics.send(back.event());

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(
                                topics.types(Topic.ACTIONS_EXECUTED, there.id()).size()
                                        + topics.types(Topic.ACTIONS_EXECUTED, back.id())
                                                .size())
                        .isEqualTo(3));
        assertThat(rows("delegations")).isEqualTo(1);
    }
}

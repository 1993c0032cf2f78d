package dev.approvalcopilot.approval.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Grants;
import dev.approvalcopilot.approval.testing.Linked;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.GrantIssued;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Accounts are linked identities, and Ada has two at Google. */
@QuarkusTest
@TestProfile(Linked.class)
class AccountChoiceTest {
    @BeforeAll
    static void link() {
        Linked.link("auth0|ada", "google-oauth2");
    }

    @AfterAll
    static void unlink() {
        Linked.unlink("auth0|ada", "google-oauth2");
    }

    private static UUID held(AnAction action) {
        Topics.send(action.build());
        Person.ada().sees(action.id());
        return action.id();
    }

    private static Response choose(Person person, UUID action, String account) {
        return person.asks()
                .contentType("application/json")
                .body(Map.of("account", account))
                .put("/api/actions/{id}/account", action);
    }

    @Test
    void withoutAChoiceNothingIsApproved() {
        var action = held(AnAction.sendingAMail());
        var seen = Person.ada().sees(action);

        assertThat(seen.getString("account")).isEqualTo("AMBIGUOUS");
        assertThat(seen.getBoolean("accounts.choosable")).isTrue();
        assertThat(seen.getList("accounts.accounts.name", String.class)).contains("ada-2");
        Person.ada().approves(action).then().statusCode(409).body("type", endsWith("account_ambiguous"));
    }

    @Test
    void theChosenAccountIsPartOfTheViewAndOfTheGrant() {
        var action = held(AnAction.sendingAMail());
        var before = Person.approval(Person.ada().sees(action));

        choose(Person.ada(), action, "40002")
                .then()
                .statusCode(200)
                .body("review.account.id", equalTo("40002"))
                .body("accountName", equalTo("ada-2"))
                .body("question", containsString("(account ada-2, 40002)"));

        Person.ada().decides(action, before, "").then().statusCode(409).body("type", endsWith("stale_view"));
        Person.ada().approves(action).then().statusCode(200);
        var grant = Grants.verified(Topics.await1(action, GrantIssued.class));
        assertThat(grant.authorizationDetails().getFirst().account()).isEqualTo("40002");
        var chosen = Topics.await1(action, ActionDecided.AccountChosen.class);
        assertThat(chosen.by()).isEqualTo("auth0|ada");
        assertThat(chosen.account()).isEqualTo("40002");
    }

    @Test
    void onlyAConnectedOneCanBeChosenAndOnlyByThePrincipal() {
        var action = held(AnAction.sendingAMail());

        choose(Person.ada(), action, "1").then().statusCode(409).body("type", endsWith("account_ambiguous"));
        choose(Person.bob(), action, "40002").then().statusCode(404);
        choose(Person.ada().throughAnAgent(), action, "40002")
                .then()
                .statusCode(403)
                .body("type", endsWith("not_an_approver_client"));
        assertThat(Person.ada().sees(action).getString("account")).isEqualTo("AMBIGUOUS");
    }
}

package dev.approvalcopilot.approval.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.BoundLogins;
import dev.approvalcopilot.approval.testing.Grants;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.PlainBrowser;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.local.testing.NewPeople;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People of large companies: Entra names each of their groups by a GUID, in every token. */
@QuarkusTest
class ManyGroupsTest {
    private static UUID held(AnAction action) {
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }

    private static Person inGroups(String name, int count) {
        return Person.added("waad|" + name, NewPeople.groups(count, "security"));
    }

    @ParameterizedTest
    @ValueSource(ints = {150, 320, 500})
    void aCriticalActionIsApprovedWithAFreshLogin(int count) {
        var person = inGroups("principal in " + count, count).connected("github");
        var id = held(AnAction.deletingARepository().of(person.sub()));

        BoundLogins.logIn(person, id);
        person.approves(id).then().statusCode(200).body("state", equalTo("APPROVED"));

        var grant = Grants.verified(Topics.await1(id, GrantIssued.class));
        assertThat(grant.approvers())
                .singleElement()
                .satisfies(approver -> assertThat(approver.evidence()).hasSize(1));
        assertThat(PlainBrowser.of(person).get("/").status()).isEqualTo(200);
    }

    @Test
    void fourOfThemMakeAGrantThatTheGatewayLooksAt() {
        var id = held(AnAction.deletingARepository().needing(4).fromGroups("security"));
        var people = Stream.of("one", "two", "three", "four")
                .map(name -> inGroups("approver " + name, 500))
                .toList();

        for (var person : people) {
            BoundLogins.logIn(person, id);
            person.approves(id).then().statusCode(200);
        }

        var issued = Topics.await1(id, GrantIssued.class);
        assertThat(issued.grant().length()).isBetween(100_000, GrantClaims.MAX_LENGTH);
        assertThat(Grants.verified(issued).approvers())
                .extracting(GrantClaims.Approver::sub)
                .containsExactlyElementsOf(people.stream().map(Person::sub).toList());
    }

    @Test
    void whoIsInTooManyGroupsIsToldSoAtTheApi() {
        inGroups("too many for the API", 1_000)
                .asks()
                .get("/api/actions")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", endsWith(":token_too_large"))
                .body("detail", containsString("at most 32,768 can be used here, about 500 groups. It lists 1,000."));
    }

    @Test
    void whoIsInTooManyGroupsIsToldSoAtTheLogin() {
        var page = PlainBrowser.arrival(inGroups("too many for the page", 1_000));

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains("about 500 groups. It lists 1,000.");
    }

    /** The token of the API is from before they came into so many groups. */
    @Test
    void whoCameIntoTooManyGroupsIsToldSoBeforeTheyDecide() throws IOException, InterruptedException {
        var person = inGroups("too many in the end", 5).connected("github");
        var id = held(AnAction.deletingARepository().of(person.sub()));
        var link =
                person.approves(id).then().statusCode(401).extract().jsonPath().getString("step_up_url");
        NewPeople.add(
                dev.approvalcopilot.local.testing.LocalStackResource.installation()
                        .issuer(),
                person.sub(),
                NewPeople.groups(1_000, "security"));

        var browser = person.browser();
        var callback = browser.follow(URI.create(link));
        var answer = browser.http().send(HttpRequest.newBuilder(callback).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("lists more groups than can be used here, about 500")
                .contains("Nothing was decided");
        assertThat(person.sees(id).getString("state")).isEqualTo("PENDING");
    }

    /** Where a policy asks each of many groups. The one whose yes would be too much learns it, and the action stays open. */
    @Test
    void moreLoginsThanAGrantCanCarryAreToldToTheOneWhoseYesWouldBeTooMuch() {
        var groups = Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i").toList();
        var id = held(AnAction.deletingARepository().fromGroups(groups.toArray(String[]::new)));
        for (var group : groups.subList(0, 8)) {
            var person = member(group);
            BoundLogins.logIn(person, id);
            var answer = person.approves(id);
            if (answer.statusCode() == 409) {
                answer.then().body("type", endsWith(":logins_too_large"));
                assertThat(Topics.seen(id, GrantIssued.class)).isEmpty();
                return;
            }
            answer.then().statusCode(200).body("state", equalTo("PENDING"));
        }
        throw new AssertionError("all logins were taken");
    }

    private static Person member(String group) {
        return Person.added("waad|member of " + group, NewPeople.groups(550, group));
    }
}

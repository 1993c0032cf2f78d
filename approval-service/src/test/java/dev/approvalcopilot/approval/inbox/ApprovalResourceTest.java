package dev.approvalcopilot.approval.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApprovalResourceTest {
    private static UUID held(AnAction action) {
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }

    private static List<String> ids(UUID run, int limit, String state) {
        var ids = new ArrayList<String>();
        String cursor = null;
        do {
            var request = Person.ada().asks().queryParam("run", run).queryParam("limit", limit);
            if (state != null) {
                request.queryParam("state", state);
            }
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page =
                    request.get("/api/actions").then().statusCode(200).extract().jsonPath();
            assertThat(page.getList("actions")).hasSizeLessThanOrEqualTo(limit);
            ids.addAll(page.getList("actions.id", String.class));
            cursor = page.getString("next");
        } while (cursor != null);
        return ids;
    }

    @Test
    void pagesThroughARunInEitherOrderWithoutLossOrRepetition() {
        var run = Ids.next();
        var first = held(AnAction.postingAMessage().inRun(run)).toString();
        var critical = held(AnAction.deletingARepository().inRun(run)).toString();
        var third = held(AnAction.postingAMessage().inRun(run)).toString();

        assertThat(ids(run, 1, "PENDING")).containsExactly(critical, first, third);
        assertThat(ids(run, 2, null)).containsExactly(third, critical, first);
    }

    @Test
    void filtersByState() {
        var run = Ids.next();
        var one = held(AnAction.postingAMessage().inRun(run));
        var two = held(AnAction.postingAMessage().inRun(run));
        Person.ada().rejects(one, "no").then().statusCode(200);

        assertThat(ids(run, 50, "PENDING")).containsExactly(two.toString());
        assertThat(ids(run, 50, "REJECTED")).containsExactly(one.toString());
    }

    @Test
    void showsTheRunsEarlierActions() {
        var run = Ids.next();
        var one = held(AnAction.postingAMessage().inRun(run));
        var two = held(AnAction.deletingARepository().inRun(run));
        held(AnAction.postingAMessage().inRun(run));

        assertThat(Person.ada().sees(two).getList("previous.id", String.class)).containsExactly(one.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=WAITING", "run=x", "cursor=x"})
    void refusesAQuestionItDoesNotUnderstand(String query) {
        Person.ada()
                .asks()
                .get("/api/actions?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", endsWith(":bad_request"));
    }

    @Test
    void aMalformedIdIsAnUnknownOne() {
        Person.ada().asks().get("/api/actions/x").then().statusCode(404);
    }
}

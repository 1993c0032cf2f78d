package dev.approvalcopilot.approval.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionDecided;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ListFiltersTest {
    private final UUID run = Ids.next();

    private String held(AnAction action) {
        Topics.send(action.inRun(run).build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id().toString();
    }

    private List<String> listed(Map<String, ?> query) {
        return Person.ada()
                .asks()
                .queryParam("run", run)
                .queryParams(query)
                .get("/api/actions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("actions.id", String.class);
    }

    @ParameterizedTest
    @CsvSource({
        "q, old-site",
        "q, DELETE octo",
        "q, a repository plan",
        "level, CRITICAL",
        "tool, github.delete_repository",
        "connection, github"
    })
    void narrowsTheListToWhatIsAskedFor(String name, String value) {
        var deletion = held(AnAction.deletingARepository());
        held(AnAction.postingAMessage());

        assertThat(listed(Map.of(name, value))).containsExactly(deletion);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "old_site", "octo%old", "green"})
    void searchesForWhatWasTypedAndInNoArgument(String words) {
        held(AnAction.deletingARepository());
        held(AnAction.postingAMessage());

        assertThat(listed(Map.of("q", words))).isEmpty();
    }

    @Test
    void whatIsGivenCountsTogether() {
        held(AnAction.deletingARepository());
        var message = held(AnAction.postingAMessage());

        assertThat(listed(Map.of("agent", "planner", "level", "MEDIUM", "q", "")))
                .containsExactly(message);
        assertThat(listed(Map.of("agent", "planner", "level", "LOW"))).isEmpty();
        assertThat(listed(Map.of("agent", "plan"))).isEmpty();
    }

    @Test
    void takesSeveralStates() {
        var rejected = held(AnAction.postingAMessage());
        var waiting = held(AnAction.postingAMessage());
        Person.ada().rejects(UUID.fromString(rejected), "no").then().statusCode(200);

        assertThat(listed(Map.of("state", List.of("REJECTED", "PENDING")))).contains(waiting, rejected);
        assertThat(listed(Map.of("state", List.of("APPROVED", "PENDING")))).containsExactly(waiting);
    }

    @Test
    void saysWhatMayBeApprovedTogether() {
        held(AnAction.deletingARepository());
        held(AnAction.postingAMessage().wantingToBeRead(Duration.ofSeconds(5)));
        held(AnAction.postingAMessage().with("channel", "#c-" + run.toString().substring(24)));

        Person.ada()
                .asks()
                .queryParam("run", run)
                .queryParam("state", "PENDING")
                .get("/api/actions")
                .then()
                .body("actions.batchable", contains(false, false, true));
    }

    @Test
    void tellsWhatWaitsManyTimesAndNeverWhatIsCritical() {
        for (int i = 0; i < 5; i++) {
            held(AnAction.postingAMessage());
            held(AnAction.deletingARepository());
        }
        held(AnAction.postingAMessage().classified(RiskLevel.HIGH));

        var floods = Person.ada().asks().queryParam("run", run).get("/api/actions/floods");
        floods.then()
                .statusCode(200)
                .body("floods.tool", contains("slack.post_message"))
                .body("floods.level", contains("MEDIUM"))
                .body("floods.agent", contains("planner"))
                .body("floods.actions", contains(5))
                .body("floods.title", contains("Post a message"));
        Person.bob()
                .asks()
                .queryParam("run", run)
                .get("/api/actions/floods")
                .then()
                .body("floods", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"level=GREAT", "state=PENDING&state=x", "q=%00", "tool=a%00b", "inbox=hers"})
    void refusesAQuestionItDoesNotUnderstand(String query) {
        Person.ada()
                .asks()
                .urlEncodingEnabled(false)
                .get("/api/actions?" + query)
                .then()
                .statusCode(400)
                .body("type", endsWith(":bad_request"));
    }
}

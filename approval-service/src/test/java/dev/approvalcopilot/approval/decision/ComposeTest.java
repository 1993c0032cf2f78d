package dev.approvalcopilot.approval.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.approval.testing.Edits;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.json.Json;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ComposeTest {
    private static final Person ADA = Person.ada();

    @Inject
    Compose compose;

    private UUID composed(String text) {
        ObjectNode arguments = Json.MAPPER.valueToTree(Map.of("channel", "#general", "text", text));
        return QuarkusTransaction.requiringNew()
                .call(() -> compose.compose("auth0|ada", Compose.PAGE, "slack.post_message", arguments));
    }

    @Test
    void whatIsAskedForOnThePageIsAnActionOfItsOwnRunThatTakesNoPlace() {
        var event = Edits.sent(composed("Hello."));

        var action = Action.read(event.action());
        assertThat(action.id()).isEqualTo(event.id());
        assertThat(action.principal()).isEqualTo("auth0|ada");
        assertThat(action.agent()).isEqualTo("page");
        assertThat(action.run().version()).isEqualTo(7);
        assertThat(event.supersedes()).isNull();
        assertThat(event.origins()).isEqualTo(Map.of("channel", Origin.TYPED, "text", Origin.TYPED));
    }

    @Test
    void itIsHeldAndNotDecidedBeforeThePersonDecidesIt() {
        var id = composed("Hello.");
        Topics.send(Edits.classified(Edits.sent(id)));
        Topics.await1(id, ActionDecided.Pending.class);
        assertThat(Topics.seen(id, GrantIssued.class)).isEmpty();

        ADA.approves(id).then().statusCode(200).body("state", equalTo("APPROVED"));
    }

    @Test
    void whatDoesNotFitTheToolIsNotMade() {
        assertThatThrownBy(() -> composed(""))
                .isInstanceOfSatisfying(
                        InvalidArguments.class,
                        e -> assertThat(e.violations())
                                .singleElement()
                                .asString()
                                .startsWith("/text"));
    }
}

package dev.approvalcopilot.approval.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Edits;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Reviews;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionEdited;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EditResourceTest {
    private static final Person ADA = Person.ada();
    private static final Map<String, String> QUIETER = Map.of("channel", "#builds", "text", "The build is green.");

    private static UUID held(AnAction action) {
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }

    private static UUID edited(UUID action, Map<String, ?> arguments) {
        return Edits.edit(ADA, action, arguments)
                .then()
                .statusCode(200)
                .body("state", equalTo("SUPERSEDED"))
                .extract()
                .jsonPath()
                .getUUID("successor");
    }

    /** As if the risk-service had classified it. */
    private static void classify(UUID successor) {
        Topics.send(Edits.classified(Edits.sent(successor)));
        Topics.await1(successor, ActionDecided.Pending.class);
    }

    @Test
    void anEditIsANewActionOfTheSameRunPersonAgentAndTool() {
        var id = held(AnAction.postingAMessage());
        var before = Json.MAPPER.convertValue(ADA.sees(id).getMap("action"), Action.class);

        var successor = edited(id, QUIETER);

        var event = Edits.sent(successor);
        var after = Action.read(event.action());
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("id", "salt", "arguments", "proposedAt")
                .isEqualTo(before);
        assertThat(after.id()).isEqualTo(successor).isNotEqualTo(id);
        assertThat(after.salt()).isNotEqualTo(before.salt());
        assertThat(after.arguments()).isEqualTo(Json.MAPPER.valueToTree(QUIETER));
        assertThat(event.supersedes()).isEqualTo(id);
        assertThat(Topics.await1(id, ActionDecided.Superseded.class).successor())
                .isEqualTo(successor);
        assertThat(Topics.seen(id, GrantIssued.class)).isEmpty();
    }

    @Test
    void whatThePersonChangedTheyTypedAndTheRestKeepsItsOrigin() {
        var action = AnAction.postingAMessage();
        var id = held(action);
        var origins = action.build().proposal().origins();
        var kept = origins.keySet().iterator().next();
        var changed = kept.equals("text") ? "channel" : "text";
        var arguments = new HashMap<String, Object>(ADA.sees(id).getMap("action.arguments"));
        arguments.put(changed, "#builds");

        var event = Edits.sent(edited(id, arguments));

        assertThat(event.origins()).containsEntry(changed, Origin.TYPED).containsEntry(kept, origins.get(kept));
    }

    @Test
    void theNewActionShowsTheDifferenceAndIsDecidedOnItsOwn() {
        var id = held(AnAction.postingAMessage());
        var successor = edited(id, QUIETER);
        classify(successor);

        var seen = ADA.sees(successor);
        assertThat(seen.getUUID("edit.supersedes")).isEqualTo(id);
        assertThat(seen.getString("edit.by")).isEqualTo("auth0|ada");
        assertThat(seen.getList("edit.changes.argument")).containsExactly("channel");
        assertThat(seen.getString("edit.changes[0].before")).isEqualTo("#general");
        assertThat(seen.getString("edit.changes[0].after")).isEqualTo("#builds");
        assertThat(ADA.sees(id).getUUID("decision.successor")).isEqualTo(successor);

        ADA.approves(successor).then().statusCode(200).body("state", equalTo("APPROVED"));
        assertThat(Topics.await1(successor, GrantIssued.class).action().digest())
                .hasToString(seen.getString("digest"));
        ADA.decides(id, Person.approval(seen), "").then().statusCode(409).body("type", endsWith(":already_decided"));
    }

    @Test
    void whatTheSchemaRefusesIsNamedAndChangesNothing() {
        var id = held(AnAction.postingAMessage());

        Edits.edit(ADA, id, Map.of("channel", 7, "text", "hello", "as_admin", true))
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", endsWith(":arguments_invalid"))
                .body("errors.pointer", hasItem("/channel"))
                .body("errors.size()", equalTo(2));
        assertThat(ADA.sees(id).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void anEditThatChangesNothingIsNone() {
        var id = held(AnAction.postingAMessage());

        Edits.edit(ADA, id, ADA.sees(id).getMap("action.arguments"))
                .then()
                .statusCode(422)
                .body("type", endsWith(":nothing_changed"));
        assertThat(ADA.sees(id).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void anEditOfSomethingElseThanWhatThereIsIsStale() {
        var id = held(AnAction.postingAMessage());
        var seen = ADA.sees(id);
        var older = io.restassured.path.json.JsonPath.from("{\"digest\": \"%s\", \"view\": \"%s\"}"
                .formatted(seen.getString("digest"), Reviews.digest("older").value()));

        Edits.edit(ADA, id, older, QUIETER, "").then().statusCode(409).body("type", endsWith(":stale_view"));
    }

    @Test
    void anotherPersonsActionCannotBeEdited() {
        var id = held(AnAction.postingAMessage());

        Edits.edit(Person.bob(), id, ADA.sees(id), QUIETER, "").then().statusCode(404);
        Edits.edit(ADA.throughAnAgent(), id, ADA.sees(id), QUIETER, "")
                .then()
                .statusCode(403)
                .body("type", endsWith(":not_an_approver_client"));
    }

    @Test
    void theSameEditWithTheSameKeyIsOneAction() {
        var id = held(AnAction.postingAMessage());
        var seen = ADA.sees(id);

        var first = Edits.edit(ADA, id, seen, QUIETER, "edit-1")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        var second = Edits.edit(ADA, id, seen, QUIETER, "edit-1")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(second).isEqualTo(first);
        Edits.edit(ADA, id, seen, QUIETER, "edit-2").then().statusCode(409);
    }

    @Test
    void aLoginForTheOldPayloadIsWorthlessForTheNewOne() throws Exception {
        var id = held(AnAction.deletingARepository());
        logIn(ADA.approves(id).then().statusCode(401).extract().jsonPath().getString("step_up_url"));
        var arguments = new HashMap<String, Object>(ADA.sees(id).getMap("action.arguments"));
        arguments.put("repo", "older-site");
        var successor = edited(id, arguments);
        classify(successor);

        ADA.approves(successor).then().statusCode(401).body("type", endsWith(":login_needed"));
        assertThat(ADA.sees(successor).getString("state")).isEqualTo("PENDING");
    }

    private static void logIn(String stepUpUrl) throws IOException, InterruptedException {
        var browser = ADA.browser();
        var callback = browser.follow(URI.create(stepUpUrl));
        var answer = browser.http().send(HttpRequest.newBuilder(callback).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void otherBytesUnderTheIdOfAnEditAreNotHeld() {
        var id = held(AnAction.postingAMessage());
        var successor = edited(id, QUIETER);
        var event = Edits.sent(successor);
        var other =
                Json.MAPPER.<com.fasterxml.jackson.databind.node.ObjectNode>valueToTree(Action.read(event.action()));
        other.withObject("/arguments").put("channel", "#everybody");
        var forged = new ActionEdited(successor, CanonicalBytes.of(other), "", Map.of(), id, event.at());
        Topics.send(Edits.classified(forged));

        assertThat(Topics.await1(successor, SecurityEvent.class).code()).isEqualTo("edit_replaced");
        ADA.asks().get("/api/actions/{id}", successor).then().statusCode(404);
        classify(successor);
        assertThat(ADA.sees(successor).getString("action.arguments.channel")).isEqualTo("#builds");
    }

    @Test
    void anUnknownActionCannotBeEdited() {
        var seen = ADA.sees(held(AnAction.postingAMessage()));

        Edits.edit(ADA, Ids.next(), seen, QUIETER, "").then().statusCode(404);
    }
}

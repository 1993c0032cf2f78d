package dev.approvalcopilot.planner.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A run under test, seen over HTTP, with what the other services say about its actions. */
public record TestRun(String token, UUID id) {

    private static final Duration SOON = Duration.ofSeconds(15);

    /** Starts one for Ada, through the command line client. */
    public static TestRun of(String goal) {
        return of(People.token("ada"), goal);
    }

    public static TestRun of(String token, String goal) {
        var id = given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("goal", goal))
                .post("/api/runs")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getUUID("id");
        return new TestRun(token, id);
    }

    public JsonPath get() {
        return given().auth()
                .oauth2(token)
                .get("/api/runs/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public ValidatableResponse cancel() {
        return given().auth().oauth2(token).post("/api/runs/" + id + "/cancel").then();
    }

    /** Waits until the planner knows it. */
    public void awaitTakenUp() {
        await().atMost(SOON)
                .until(() -> given().auth().oauth2(token).get("/api/runs/" + id).statusCode() == 200);
    }

    public JsonPath awaitStatus(String status) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get().getString("status")).isEqualTo(status));
        return get();
    }

    /** Waits until so many steps are there, and gives the last one's id. */
    public UUID awaitStep(int number) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get().getList("steps")).hasSizeGreaterThanOrEqualTo(number));
        return get().getUUID("steps[%d].id".formatted(number - 1));
    }

    public void awaitStepState(int number, String state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get().getString("steps[%d].state".formatted(number - 1)))
                        .isEqualTo(state));
    }

    public List<String> states() {
        return get().getList("steps.state");
    }

    /** What an event says which action it speaks of. */
    public ActionRef action(int number) {
        var run = get();
        var step = "steps[%d].".formatted(number - 1);
        return new ActionRef(
                run.getUUID(step + "id"),
                new Digest(run.getString(step + "digest")),
                id,
                "auth0|ada",
                run.getString("agent"),
                run.getString(step + "tool"));
    }

    public void pending(int number) {
        var now = Instant.now();
        OtherServices.send(
                Service.APPROVAL,
                new ActionDecided.Pending(action(number), RiskLevel.HIGH, now.plus(Duration.ofDays(1)), now));
    }

    public void rejected(int number, String reason) {
        OtherServices.send(
                Service.APPROVAL, new ActionDecided.Rejected(action(number), "auth0|ada", reason, Instant.now()));
    }

    public void approved(int number) {
        var view = Digest.of(new byte[] {1});
        OtherServices.send(
                Service.APPROVAL,
                new ActionDecided.Approved(action(number), "auth0|ada", view, "grant-1", Instant.now()));
    }

    public void unknown(int number) {
        OtherServices.send(
                Service.GATEWAY, new ActionExecuted.Unknown(action(number), "Sent, no answer.", Instant.now()));
    }

    public void outcomeMissing(int number) {
        OtherServices.send(
                Service.APPROVAL, new ActionDecided.OutcomeMissing(action(number), Instant.now(), Instant.now()));
    }

    public void reconciled(int number, boolean happened) {
        OtherServices.send(
                Service.APPROVAL,
                new ActionDecided.Reconciled(action(number), "auth0|ada", happened, "I looked.", Instant.now()));
    }

    public void succeeded(int number) {
        ObjectNode result = Json.MAPPER.createObjectNode().put("ok", true);
        OtherServices.send(Service.GATEWAY, new ActionExecuted.Succeeded(action(number), result, Instant.now()));
    }
}

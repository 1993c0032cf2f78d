package dev.approvalcopilot.approval.testing;

import static io.restassured.RestAssured.given;

import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.event.ActionEdited;
import dev.approvalcopilot.contracts.event.ActionProposed;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Edits over the API, and what the risk-service makes of them. */
public final class Edits {
    private Edits() {}

    /** Changes an action as it looks now. */
    public static Response edit(Person person, UUID action, Map<String, ?> arguments) {
        return edit(person, action, person.sees(action), arguments, "");
    }

    public static Response edit(Person person, UUID action, JsonPath seen, Map<String, ?> arguments, String key) {
        return given().auth()
                .oauth2(person.token())
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Map.of(
                        "digest", seen.getString("digest"), "view", seen.getString("view"), "arguments", arguments))
                .post("/api/actions/{id}/edit", action);
    }

    /** What went out for it. */
    public static ActionEdited sent(UUID successor) {
        return Topics.await1(successor, ActionEdited.class);
    }

    /** The risk-service's word on an edit. */
    public static ActionClassified classified(ActionEdited edit) {
        return classified(edit.asProposal());
    }

    public static ActionClassified classified(ActionProposed proposal) {
        var action = Action.read(proposal.action());
        var tool = TheStack.tools().find(action.tool()).orElseThrow();
        var level = tool.manifest().riskFloor();
        return Signed.byRisk(new ActionClassified(
                proposal,
                proposal.action().digest(),
                level,
                Disposition.HOLD,
                List.of(new Reason("floor", "The tool is never below " + level + ".", "manifest")),
                tool.impact(action.arguments()),
                new Obligations(level == RiskLevel.CRITICAL, 1, List.of(), Duration.ofDays(1), Duration.ZERO),
                Reviews.digest("policies"),
                null,
                Instant.now()));
    }
}

package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.identity.ApiCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The decision over HTTP. It only translates. */
@Path("/api/actions/{id}/decision")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
public class DecisionResource {
    private static final String LOGIN_NEEDED = """
            {"type": "urn:approval-copilot:problem:login_needed", "title": "A fresh login for this action is needed",
             "status": 401, "detail": "Open step_up_url and log in again; the login counts for this action only. Then send the same decision again.",
             "step_up_url": "https://copilot.example/step-up/0198f3a0-0000-7000-8000-000000000000?ticket=…",
             "correlation_id": "0198f3a1-0000-7000-8000-000000000000"}""";

    private final Decide decide;
    private final VerdictProblems problems;
    private final IdempotentAnswers answers;
    private final ApiCaller caller;

    DecisionResource(Decide decide, VerdictProblems problems, IdempotentAnswers answers, ApiCaller caller) {
        this.decide = decide;
        this.problems = problems;
        this.answers = answers;
        this.caller = caller;
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            operationId = "decide",
            summary = "Approve, reject or answer one action",
            description =
                    "An answer is a no with words for the agent to go on with. Names the digest of what was shown, and to approve its view too: a no needs no account. With an Idempotency-Key the same decision can"
                            + " be sent again and gets the same answer.")
    @APIResponse(responseCode = "200", description = "The decision stands; PENDING when others have to approve too")
    @APIResponse(
            responseCode = "401",
            description = "login_needed: the person opens step_up_url, then the same decision is sent again",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            examples = @ExampleObject(name = "login_needed", value = LOGIN_NEEDED)))
    @APIResponse(
            responseCode = "403",
            description = "insufficient_scope, not_an_approver_client, not_eligible, requester_excluded")
    @APIResponse(responseCode = "404", description = "not_found: unknown, or another person's")
    @APIResponse(
            responseCode = "409",
            description =
                    "stale_view (with the current document), already_decided, expired, not_connected,"
                            + " account_ambiguous, manifest_changed, policy_changed (with the successor), more_approvers_needed, too_soon (with remaining_seconds)")
    @APIResponse(responseCode = "422", description = "idempotency_key_reused")
    @APIResponse(responseCode = "503", description = "auth0_unavailable: nothing was approved; a no is taken")
    public DecisionAnswer decide(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") @DefaultValue("") @Size(max = 200) String key,
            @NotNull @Valid DecisionRequest request) {
        var approver = caller.with(ApiCaller.DECIDE);
        return answers.once(approver, key, id + "/decision", request, DecisionAnswer.class, () -> switch (decide.decide(
                approver, id, request.toDecision(key))) {
            case Verdict.Done done -> DecisionAnswer.of(id, done);
            case Verdict.Recorded recorded -> DecisionAnswer.of(id, recorded);
            case Verdict other -> throw problems.of(approver.sub(), id, other);
        });
    }
}

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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Other arguments for an action that waits. It only translates. */
@Path("/api/actions/{id}/edit")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
public class EditResource {
    private static final String SUPERSEDED = """
            {"id": "0198f3a0-0000-7000-8000-000000000000", "state": "SUPERSEDED", "at": "2026-11-23T20:12:00Z",
             "successor": "0198f3a1-0000-7000-8000-000000000000"}""";

    private static final String ARGUMENTS_INVALID = """
            {"type": "urn:approval-copilot:problem:arguments_invalid", "title": "The arguments do not fit the tool",
             "status": 422, "detail": "Nothing was changed. The tool's schema is what counts, for you as for the agent.",
             "errors": [{"pointer": "/channel", "detail": "must be at least 1 characters long"}],
             "correlation_id": "0198f3a1-0000-7000-8000-000000000000"}""";

    private final Decide decide;
    private final VerdictProblems problems;
    private final IdempotentAnswers answers;
    private final ApiCaller caller;

    EditResource(Decide decide, VerdictProblems problems, IdempotentAnswers answers, ApiCaller caller) {
        this.decide = decide;
        this.problems = problems;
        this.answers = answers;
        this.caller = caller;
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            operationId = "editAction",
            summary = "Change an action's arguments",
            description =
                    "The tool stays. The action becomes SUPERSEDED; successor is the new one, with an id and a digest of"
                            + " its own, which is classified and then waits for your decision. Its detail shows the"
                            + " difference.")
    @APIResponse(
            responseCode = "200",
            description = "The edit stands",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DecisionAnswer.class),
                            examples = @ExampleObject(name = "superseded", value = SUPERSEDED)))
    @APIResponse(responseCode = "403", description = "insufficient_scope, not_an_approver_client, only_the_principal")
    @APIResponse(responseCode = "404", description = "not_found: unknown, or another person's")
    @APIResponse(
            responseCode = "409",
            description = "stale_view (with the current document), already_decided, expired, manifest_changed")
    @APIResponse(
            responseCode = "422",
            description = "arguments_invalid (with errors, one a place), nothing_changed, idempotency_key_reused",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            examples = @ExampleObject(name = "arguments_invalid", value = ARGUMENTS_INVALID)))
    @APIResponse(responseCode = "503", description = "auth0_unavailable: nothing was changed")
    public DecisionAnswer edit(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") @DefaultValue("") @Size(max = 200) String key,
            @NotNull @Valid EditRequest request) {
        var person = caller.with(ApiCaller.DECIDE);
        return answers.once(person, key, id + "/edit", request, DecisionAnswer.class, () -> switch (decide.decide(
                person, id, request.toDecision(key))) {
            case Verdict.Superseded superseded -> DecisionAnswer.of(id, superseded);
            case Verdict other -> throw problems.of(person.sub(), id, other);
        });
    }
}

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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Several decisions in one request. Each is checked and committed on its own; none waits for another. */
@Path("/api/actions/decisions")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
public class BatchResource {
    private static final String RESULTS = """
            {"results": [
              {"id": "0198f3a0-0000-7000-8000-000000000000", "status": 200,
               "decision": {"id": "0198f3a0-0000-7000-8000-000000000000", "state": "REJECTED", "at": "2026-11-23T20:12:00Z"}},
              {"id": "0198f3a1-0000-7000-8000-000000000000", "status": 409,
               "problem": {"type": "urn:approval-copilot:problem:not_in_a_batch", "title": "This action is decided on its own",
                           "detail": "It is CRITICAL, or needs a login of its own. Look at it alone."}}]}""";

    private final DecideBatch batch;
    private final ApiCaller caller;

    BatchResource(DecideBatch batch, ApiCaller caller) {
        this.batch = batch;
        this.caller = caller;
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            operationId = "decideMany",
            summary = "Decide on up to 50 actions",
            description =
                    "The answer is 200 with a result a decision, whatever they are: read each status. Never for what is"
                            + " CRITICAL or needs a fresh login.")
    @APIResponse(
            responseCode = "200",
            description = "One result a decision, in their order",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BatchAnswer.class),
                            examples = @ExampleObject(name = "mixed", value = RESULTS)))
    @APIResponse(responseCode = "400", description = "bad_request: none, more than 50, or an action twice")
    @APIResponse(responseCode = "403", description = "insufficient_scope")
    @APIResponse(responseCode = "422", description = "idempotency_key_reused")
    public BatchAnswer decide(
            @HeaderParam("Idempotency-Key") @DefaultValue("") @Size(max = 200) String key,
            @NotNull @Valid BatchRequest request) {
        return batch.decide(caller.with(ApiCaller.DECIDE), key, request);
    }
}

package dev.approvalcopilot.approval.claim;

import dev.approvalcopilot.approval.identity.ApiCaller;
import dev.approvalcopilot.approval.waiting.Claim;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Claims over HTTP. */
@Path("/api/actions/{id}/claim")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Actions")
public class ClaimResource {
    private final TakeUp takeUp;
    private final ApiCaller caller;

    ClaimResource(TakeUp takeUp, ApiCaller caller) {
        this.takeUp = takeUp;
        this.caller = caller;
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            operationId = "claimAction",
            summary = "Say that you look at an action",
            description = "Others see it, and may decide all the same. It ends by itself; saying it again prolongs it.")
    @APIResponse(responseCode = "200", description = "It is yours until then")
    @APIResponse(responseCode = "403", description = "insufficient_scope, not_an_approver_client")
    @APIResponse(responseCode = "404", description = "not_found: unknown, or another person's")
    @APIResponse(responseCode = "409", description = "claimed (by whom, since, until), already_decided")
    public Claim claim(@PathParam("id") UUID id) {
        var person = caller.with(ApiCaller.DECIDE);
        return takeUp.claim(person, id, person.sub());
    }

    @DELETE
    @RunOnVirtualThread
    @Operation(
            operationId = "releaseAction",
            summary = "Let an action go that you claimed",
            description = "No error where there is nothing to let go.")
    @APIResponse(responseCode = "204", description = "You do not claim it")
    @APIResponse(responseCode = "403", description = "insufficient_scope, not_an_approver_client")
    @APIResponse(responseCode = "404", description = "not_found: unknown, or another person's")
    public void release(@PathParam("id") UUID id) {
        takeUp.release(caller.with(ApiCaller.DECIDE), id);
    }
}

package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.identity.ApiCaller;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A person's actions, over HTTP. */
@Path("/api/actions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Actions")
public class ApprovalResource {
    private final ApprovalQueries queries;
    private final ApiCaller caller;

    ApprovalResource(ApprovalQueries queries, ApiCaller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "listActions",
            summary = "Your actions",
            description = "Pending ones: the most urgent first, of equals the oldest. Otherwise the latest first.")
    @APIResponse(responseCode = "200", description = "A page; next is the cursor of the page after.")
    @APIResponse(responseCode = "400", description = "bad_request")
    public ActionPage list(
            @QueryParam("inbox")
                    @DefaultValue("mine")
                    @Parameter(description = "mine, or team: what waits for a group of yours", example = "team")
                    String inbox,
            @QueryParam("state") @Parameter(description = "Only this state", example = "PENDING") String state,
            @QueryParam("run") @Parameter(description = "Only this run") String run,
            @QueryParam("limit") @DefaultValue("50") @Parameter(description = "1 to 100") int limit,
            @QueryParam("cursor") @Parameter(description = "From the page before") String cursor) {
        var person = caller.with(ApiCaller.READ);
        var wanted = Optional.ofNullable(state).map(ApprovalResource::state);
        return queries.list(
                person,
                new ListFilter(
                        inbox(inbox),
                        wanted,
                        Optional.ofNullable(run).map(ApprovalResource::run),
                        wanted.equals(Optional.of(ApprovalState.PENDING))
                                ? ListFilter.Order.URGENT
                                : ListFilter.Order.NEWEST,
                        limit,
                        Optional.ofNullable(cursor).map(ApprovalResource::cursor)));
    }

    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    @Operation(
            operationId = "getAction",
            summary = "One of your actions, whole",
            description = "With the exact payload, the question, and the digest and view that a decision names.")
    @APIResponse(responseCode = "200", description = "The action")
    @APIResponse(responseCode = "404", description = "not_found: unknown, or another person's")
    public ActionDetail get(@PathParam("id") UUID id) {
        return queries.show(caller.with(ApiCaller.READ), id);
    }

    private static ListFilter.Inbox inbox(String text) {
        return switch (text) {
            case "mine" -> ListFilter.Inbox.MINE;
            case "team" -> ListFilter.Inbox.TEAM;
            default -> throw bad("inbox is mine or team");
        };
    }

    private static ApprovalState state(String text) {
        try {
            return ApprovalState.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw bad("state is not one of the states");
        }
    }

    private static UUID run(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw bad("run is not a UUID");
        }
    }

    private static Cursor cursor(String text) {
        return Cursor.read(text).orElseThrow(() -> bad("cursor is not one of ours"));
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(ApprovalProblem.BAD_REQUEST, detail);
    }
}

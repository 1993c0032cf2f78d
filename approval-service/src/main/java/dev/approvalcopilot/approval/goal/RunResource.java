package dev.approvalcopilot.approval.goal;

import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.identity.ApiCaller;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** A person's runs, over HTTP. It only translates. */
@Path("/api/runs")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs", description = "Give an agent a goal, watch what happens, ask it to stop.")
public class RunResource {
    private final AskForRun askForRun;
    private final AskToStop askToStop;
    private final RunQueries queries;
    private final ApiCaller caller;

    RunResource(AskForRun askForRun, AskToStop askToStop, RunQueries queries, ApiCaller caller) {
        this.askForRun = askForRun;
        this.askToStop = askToStop;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "askForRun",
            summary = "Ask for a run",
            description =
                    "The planner takes the goal up in its own time; until then the run is REQUESTED. Each action that the"
                            + " agent then wants waits for your decision.")
    @APIResponse(
            responseCode = "201",
            description = "Asked for. The same run again for the same Idempotency-Key and goal.",
            headers =
                    @Header(
                            name = "Location",
                            description = "The run.",
                            schema = @Schema(implementation = String.class)),
            content = @Content(schema = @Schema(implementation = RunSummary.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "invalid_request: no goal, one that is too long, or a time zone or language that there is not")
    @APIResponse(responseCode = "403", description = "insufficient_scope, not_an_approver_client")
    @APIResponse(responseCode = "422", description = "idempotency_key_reused")
    @APIResponse(responseCode = "429", description = "too_many_runs")
    public RestResponse<RunSummary> ask(
            @HeaderParam("Idempotency-Key") @DefaultValue("") @Size(max = 200) String key,
            @NotNull @Valid GoalRequest request) {
        var person = caller.with(ApiCaller.DECIDE);
        Goal.flaw(request.goal()).ifPresent(flaw -> {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, flaw);
        });
        var id = askForRun.ask(person, Goal.of(request.goal()), request.whereabouts(), key);
        return ResponseBuilder.<RunSummary>created(
                        UriBuilder.fromResource(RunResource.class).path("{id}").build(id))
                .entity(queries.get(person.sub(), id))
                .build();
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "listRuns",
            summary = "Your runs",
            description = "Newest first, whoever began them in your name.")
    @APIResponse(responseCode = "200", description = "A page; next is the cursor of the page after.")
    @APIResponse(responseCode = "400", description = "bad_request, invalid_request")
    public RunList list(
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) @Parameter(description = "1 to 100") int limit,
            @QueryParam("cursor") @Parameter(description = "From the page before") String cursor) {
        var person = caller.with(ApiCaller.READ);
        return queries.list(person.sub(), Optional.ofNullable(cursor).map(RunResource::cursor), limit);
    }

    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    @Operation(
            operationId = "getRun",
            summary = "One of your runs",
            description =
                    "With what was told of it and its actions, oldest first. The answer is the agent's own claim.")
    @APIResponse(responseCode = "200", description = "The run")
    @APIResponse(responseCode = "404", description = "not_found: unknown, or another person's")
    public RunDetail get(@PathParam("id") UUID id) {
        return queries.show(caller.with(ApiCaller.READ).sub(), id);
    }

    @POST
    @Path("/{id}/cancellation")
    @RunOnVirtualThread
    @Operation(
            operationId = "cancelRun",
            summary = "Ask that a run stops",
            description =
                    "Actions that wait are withdrawn, one that was approved before runs to its end, and the agent does not go on."
                            + " Asking again changes nothing.")
    @APIResponse(
            responseCode = "202",
            description = "Asked; the run is STOPPING until the planner says that it has ended.",
            content = @Content(schema = @Schema(implementation = RunSummary.class)))
    @APIResponse(responseCode = "403", description = "insufficient_scope, not_an_approver_client")
    @APIResponse(responseCode = "404", description = "not_found: unknown, or another person's")
    @APIResponse(responseCode = "409", description = "run_ended")
    public RestResponse<RunSummary> cancel(@PathParam("id") UUID id) {
        var person = caller.with(ApiCaller.DECIDE);
        askToStop.stop(person, id);
        return RestResponse.status(RestResponse.Status.ACCEPTED, queries.get(person.sub(), id));
    }

    private static UUID cursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ApprovalProblem.BAD_REQUEST, "cursor is not one of ours");
        }
    }
}

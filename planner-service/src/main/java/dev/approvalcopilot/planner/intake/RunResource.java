package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.planner.halt.Halts;
import dev.approvalcopilot.planner.run.PlainText;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.Steps;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The runs of the person whose token it is. */
@Path("/api/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Runs", description = "Give an agent a goal, watch what it proposes, stop it.")
@SecurityRequirement(name = "auth0")
public class RunResource {

    private static final String ID = "Id of the run.";

    private final Caller caller;
    private final StartRun startRun;
    private final CancelRun cancelRun;
    private final OwnRuns own;
    private final Steps steps;
    private final Halts halts;

    RunResource(Caller caller, StartRun startRun, CancelRun cancelRun, OwnRuns own, Steps steps, Halts halts) {
        this.caller = caller;
        this.startRun = startRun;
        this.cancelRun = cancelRun;
        this.own = own;
        this.steps = steps;
        this.halts = halts;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("runs:write")
    @Operation(
            operationId = "startRun",
            summary = "Start a run",
            description =
                    "The agent begins to think at once, unless an operator has halted it: then the run waits. Each action it wants is proposed and waits for the person's decision in the approval API; nothing is done before. Needs scope runs:write.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = StartRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "goal",
                                            value = "{\"goal\":\"Delete the repository acme/old-site.\"}")))
    @APIResponse(
            responseCode = "201",
            description = "Taken in. The same answer again for the same Idempotency-Key and goal.",
            headers =
                    @Header(
                            name = "Location",
                            description = "The run.",
                            schema = @Schema(implementation = String.class)),
            content = @Content(schema = @Schema(implementation = RunView.class)))
    @APIResponse(
            responseCode = "400",
            description = "No goal, one that is too long, or a time zone that does not exist: invalid_request.")
    @APIResponse(responseCode = "401", description = "No valid token for this API.")
    @APIResponse(
            responseCode = "403",
            description = "The scope is missing, or the token speaks for no person or names no client: no_person.")
    @APIResponse(responseCode = "422", description = "The key was used with another goal: idempotency_key_reused.")
    @APIResponse(responseCode = "429", description = "Too many of the person's runs are open: too_many_runs.")
    public RestResponse<RunView> start(
            @Valid @NotNull StartRequest request,
            @Parameter(
                            description =
                                    "The client's name for this request, 1 to 200 visible ASCII characters. Sent again with the same goal it gives the same run.",
                            example = "6c1a0b9e-order-17")
                    @HeaderParam("Idempotency-Key")
                    String idempotencyKey) {
        if (!PlainText.isFit(request.goal())) {
            throw new ProblemException(
                    CommonProblem.INVALID_REQUEST, "The goal holds a NUL or half of a surrogate pair.");
        }
        var run = startRun.start(
                caller, request.goal(), request.whereabouts(caller), IdempotencyKey.read(idempotencyKey));
        return ResponseBuilder.<RunView>created(
                        UriBuilder.fromResource(RunResource.class).path("{id}").build(run.id()))
                .entity(view(run))
                .build();
    }

    @GET
    @PermissionsAllowed("runs:read")
    @Operation(
            operationId = "listRuns",
            summary = "List runs",
            description =
                    "The person's runs, newest first. Through an outside agent: those that this agent began. Needs scope runs:read.")
    @APIResponse(
            responseCode = "200",
            description = "One page.",
            content = @Content(schema = @Schema(implementation = RunPage.class)))
    @APIResponse(responseCode = "400", description = "A limit out of range, or a cursor that is none: invalid_request.")
    public RunPage list(
            @Parameter(description = "Runs on a page, 1 to 100.")
                    @QueryParam("limit")
                    @DefaultValue("20")
                    @Min(1)
                    @Max(100)
                    int limit,
            @Parameter(description = "The next of an earlier page.") @QueryParam("cursor") String cursor) {
        var before = Optional.ofNullable(cursor).map(Cursor::read);
        return RunPage.of(own.page(caller, before, limit + 1), limit);
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed("runs:read")
    @Operation(
            operationId = "getRun",
            summary = "Look at a run",
            description = "With every action the agent proposed and what became of it. Needs scope runs:read.")
    @APIResponse(
            responseCode = "200",
            description = "The run.",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    @APIResponse(responseCode = "404", description = "Unknown or not the caller's: not_found.")
    public RunView get(@Parameter(description = ID) @RestPath UUID id) {
        return view(own.get(caller, id));
    }

    @POST
    @Path("{id}/cancel")
    @PermissionsAllowed("runs:write")
    @Operation(
            operationId = "cancelRun",
            summary = "Cancel a run",
            description =
                    "A request: actions that wait for a decision are withdrawn, one that was approved before runs to its end, and the agent does not go on. The run is CANCELLED when nothing is open any more. Needs scope runs:write.")
    @APIResponse(
            responseCode = "202",
            description = "Asked; the same answer when it was asked before.",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    @APIResponse(responseCode = "404", description = "Unknown or not the caller's: not_found.")
    @APIResponse(responseCode = "409", description = "The run has completed or failed: run_ended.")
    public RestResponse<RunView> cancel(@Parameter(description = ID) @RestPath UUID id) {
        var run = cancelRun.cancel(caller, id);
        return RestResponse.status(RestResponse.Status.ACCEPTED, view(run));
    }

    private RunView view(Run run) {
        return RunView.of(run, steps.of(run.id()), halts.active());
    }
}

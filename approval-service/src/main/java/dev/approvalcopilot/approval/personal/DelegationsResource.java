package dev.approvalcopilot.approval.personal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.decision.FieldError;
import dev.approvalcopilot.approval.decision.InvalidArguments;
import dev.approvalcopilot.approval.identity.ApiCaller;
import dev.approvalcopilot.approval.own.OwnRulesCopy;
import dev.approvalcopilot.contracts.own.Delegation;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Who decides for you, over HTTP. It only translates. */
@Path("/api/delegations")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Own rules")
public class DelegationsResource {
    private static final int ACCEPTED = 202;

    private final OwnRulesCopy rules;
    private final AskForRule ask;
    private final ApiCaller caller;

    DelegationsResource(OwnRulesCopy rules, AskForRule ask, ApiCaller caller) {
        this.rules = rules;
        this.ask = ask;
        this.caller = caller;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "listDelegations",
            summary = "Who decides for you",
            description = "Whom you let decide in your place, and until when, as the gateway last reported.")
    @APIResponse(responseCode = "200", description = "Oldest first")
    public List<Delegation> list() {
        return rules.of(caller.with(ApiCaller.READ).sub(), Instant.now()).delegations();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(ACCEPTED)
    @RunOnVirtualThread
    @Operation(
            operationId = "askForDelegation",
            summary = "Ask for a delegation",
            description =
                    "Makes an action of self.delegate, which you then approve like any other. Nothing changes before.")
    @RequestBody(
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            examples = "{\"to\": \"auth0|bob\", \"until\": \"2026-12-01T00:00:00Z\"}")))
    @APIResponse(
            responseCode = "202",
            description = "The action that would change it",
            content = @Content(schema = @Schema(implementation = AskedFor.class)))
    @APIResponse(responseCode = "422", description = "arguments_invalid, with errors, one a place")
    public AskedFor ask(@NotNull ObjectNode arguments) {
        var person = caller.with(ApiCaller.DECIDE);
        try {
            return new AskedFor(ask.delegation(person.sub(), arguments));
        } catch (InvalidArguments e) {
            throw new ProblemException(
                    ApprovalProblem.ARGUMENTS_INVALID,
                    "Nothing was asked for. The schema of self.delegate is what counts.",
                    Map.of("errors", e.violations().stream().map(FieldError::of).toList()));
        }
    }

    @DELETE
    @Path("/{id}")
    @ResponseStatus(ACCEPTED)
    @RunOnVirtualThread
    @Operation(
            operationId = "askForEndOfDelegation",
            summary = "Ask for a delegation's end",
            description =
                    "Makes an action of self.end_delegation, which you then approve like any other. Nothing changes before.")
    @APIResponse(
            responseCode = "202",
            description = "The action that would change it",
            content = @Content(schema = @Schema(implementation = AskedFor.class)))
    @APIResponse(responseCode = "404", description = "not_found: none of yours that is in force")
    public AskedFor undo(@PathParam("id") UUID id) {
        return new AskedFor(ask.end(caller.with(ApiCaller.DECIDE).sub(), id));
    }
}

package dev.approvalcopilot.approval.reconciliation;

import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.identity.ApiCaller;
import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.StorableText;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The settling of an unknown outcome over HTTP. It only translates. */
@Path("/api/actions/{id}/reconciliation")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
public class ReconciliationResource {
    private final Reconcile reconcile;
    private final ApiCaller caller;

    ReconciliationResource(Reconcile reconcile, ApiCaller caller) {
        this.reconcile = reconcile;
        this.caller = caller;
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            operationId = "settleAction",
            summary = "Settle an action whose outcome is unknown",
            description = "For the person whose action it is, after a look at the provider. Nothing runs because of it;"
                    + " another try is a new action. Saying the same again gets the first answer.")
    @APIResponse(responseCode = "200", description = "It stands as RECONCILED")
    @APIResponse(responseCode = "400", description = "invalid_request: happened is missing, or the note is too long")
    @APIResponse(responseCode = "403", description = "insufficient_scope, not_an_approver_client")
    @APIResponse(responseCode = "404", description = "not_found: unknown, or another person's")
    @APIResponse(
            responseCode = "409",
            description = "nothing_to_settle: its state is not UNKNOWN; already_settled: the contrary was said before")
    public ReconciliationAnswer settle(@PathParam("id") UUID id, @NotNull @Valid ReconciliationRequest request) {
        var note = StorableText.of(Objects.requireNonNullElse(request.note(), ""));
        return switch (reconcile.settle(caller.with(ApiCaller.DECIDE), id, request.happened(), note)) {
            case Settlement.Done(var found) ->
                new ReconciliationAnswer(id, ApprovalState.RECONCILED, found.happened(), found.note(), found.at());
            case Settlement.NotFound _ -> throw ApprovalQueries.notFound();
            case Settlement.NotAnApproverClient _ ->
                throw new ProblemException(
                        ApprovalProblem.NOT_AN_APPROVER_CLIENT,
                        "A token that was given to this client cannot settle. Use the page or an approver client.");
            case Settlement.NothingToSettle(var state) ->
                throw new ProblemException(
                        ApprovalProblem.NOTHING_TO_SETTLE,
                        "The action is " + state + "; only an UNKNOWN one is settled by hand.",
                        Map.of("state", state));
            case Settlement.AlreadySettled(var before) ->
                throw new ProblemException(
                        ApprovalProblem.ALREADY_SETTLED,
                        "It was settled as " + (before.happened() ? "happened" : "not happened") + ", and stays so.",
                        Map.of("happened", before.happened(), "at", before.at()));
        };
    }
}

package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.identity.ApiCaller;
import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import dev.approvalcopilot.contracts.event.BodyLimits;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which of several accounts is meant. It only translates. */
@Path("/api/actions/{id}/account")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
public class AccountChoiceResource {
    private final ChooseAccount choose;
    private final ApprovalQueries queries;
    private final VerdictProblems problems;
    private final ApiCaller caller;

    AccountChoiceResource(ChooseAccount choose, ApprovalQueries queries, VerdictProblems problems, ApiCaller caller) {
        this.choose = choose;
        this.queries = queries;
        this.problems = problems;
        this.caller = caller;
    }

    /** @param account one of {@code accounts} of the action's detail */
    @Schema(name = "AccountChoiceRequest", description = "Which of several connected accounts is meant.")
    public record Chosen(
            @NotBlank @Size(max = BodyLimits.NAME) @Schema(examples = "583231")
            String account) {}

    @PUT
    @RunOnVirtualThread
    @Operation(
            operationId = "chooseAccount",
            summary = "Choose the account of an action",
            description =
                    "Where several accounts are connected and accounts.choosable is true. Decides nothing: the answer is the"
                            + " action with its new view, and that is what a decision names afterwards.")
    @APIResponse(responseCode = "200", description = "The action as it looks with that account")
    @APIResponse(responseCode = "403", description = "insufficient_scope, not_an_approver_client, only_the_principal")
    @APIResponse(responseCode = "404", description = "not_found: unknown, or another person's")
    @APIResponse(
            responseCode = "409",
            description =
                    "already_decided; account_ambiguous where it is none of those connected; not_connected where there is"
                            + " nothing to choose from")
    @APIResponse(responseCode = "503", description = "auth0_unavailable")
    public ActionDetail choose(@PathParam("id") UUID id, @NotNull @Valid Chosen request) {
        var person = caller.with(ApiCaller.DECIDE);
        choose.choose(person, id, request.account()).ifPresent(verdict -> {
            throw problems.of(person.sub(), id, verdict);
        });
        return queries.get(person, id);
    }
}

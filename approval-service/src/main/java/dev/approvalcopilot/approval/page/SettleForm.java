package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import dev.approvalcopilot.approval.inbox.Reconciliation;
import dev.approvalcopilot.approval.inbox.StorableText;
import dev.approvalcopilot.approval.reconciliation.Reconcile;
import dev.approvalcopilot.approval.reconciliation.Settlement;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The form under "It may have happened". */
@Path("/actions/{id}/settle")
@Authenticated
@PageRoute
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class SettleForm {
    private final Reconcile reconcile;
    private final DetailPage detail;
    private final SignedIn person;

    SettleForm(Reconcile reconcile, DetailPage detail, SignedIn person) {
        this.reconcile = reconcile;
        this.detail = detail;
        this.person = person;
    }

    /** @param happened yes or no */
    @POST
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response settle(
            @PathParam("id") String path,
            @FormParam("happened") @DefaultValue("") String happened,
            @FormParam("note") @DefaultValue("") String note) {
        var id = ActionIds.read(path);
        boolean answered = happened.equals("yes") || happened.equals("no");
        if (!answered || note.length() > Reconciliation.MAX_NOTE) {
            return wordNeeded(id, note);
        }
        var text = StorableText.of(note.strip());
        return switch (reconcile.settle(person.caller(), id, happened.equals("yes"), text)) {
            case Settlement.Done _ ->
                Response.seeOther(URI.create("/actions/" + id + "#decision-title"))
                        .build();
            case Settlement.NotFound _ -> throw ApprovalQueries.notFound();
            case Settlement.NotAnApproverClient _ ->
                PageProblem.answer(
                        Status.FORBIDDEN.getStatusCode(),
                        "This sign-in cannot settle",
                        "The application you signed in with is not among the approver clients of this installation.");
            case Settlement.NothingToSettle(var state) ->
                conflict(id, "Nothing to settle", "This action is " + Words.of(state) + ".");
            case Settlement.AlreadySettled _ ->
                conflict(id, "Already settled", "It was settled otherwise before, and stays so.");
        };
    }

    private Response wordNeeded(UUID id, String note) {
        return detail.withSettling(
                Status.BAD_REQUEST.getStatusCode(),
                id,
                new Notice(
                        "Say what you found",
                        "Choose whether it happened. A note has at most " + Reconciliation.MAX_NOTE + " characters.",
                        "happened-yes"),
                new Typed("settle", note));
    }

    private Response conflict(UUID id, String title, String text) {
        return detail.withNotice(Status.CONFLICT.getStatusCode(), id, Notice.of(title, text));
    }
}

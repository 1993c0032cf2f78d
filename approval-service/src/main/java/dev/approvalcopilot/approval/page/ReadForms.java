package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import dev.approvalcopilot.approval.inbox.ShownActions;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** "I have read all of it", for browsers without scripts, which cannot tell what was opened. It counts for one view. */
@Path("/actions/{id}/read")
@Authenticated
@PageRoute
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class ReadForms {
    private final ApprovalQueries queries;
    private final ShownActions shown;
    private final SignedIn person;

    ReadForms(ApprovalQueries queries, ShownActions shown, SignedIn person) {
        this.queries = queries;
        this.shown = shown;
        this.person = person;
    }

    /** A word for what has changed meanwhile is none: the page then asks again. */
    @POST
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response read(@PathParam("id") String path, @BeanParam DecisionForms.Shown form) {
        var id = ActionIds.read(path);
        var action = queries.get(person.caller(), id);
        if (form.viewShown().equals(action.view())) {
            shown.noteRead(id, person.sub(), action.view());
        }
        return Response.seeOther(URI.create("/actions/" + id + "#decision-title"))
                .build();
    }
}

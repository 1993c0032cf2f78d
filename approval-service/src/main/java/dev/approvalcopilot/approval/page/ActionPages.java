package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** One action, and the parts of it that follow its state while the page stands. */
@Path("/actions/{id}")
@Authenticated
@PageRoute
@Produces(MediaType.TEXT_HTML)
public class ActionPages {
    private final ApprovalQueries queries;
    private final DetailPage page;
    private final SignedIn person;

    ActionPages(ApprovalQueries queries, DetailPage page, SignedIn person) {
        this.queries = queries;
        this.page = page;
        this.person = person;
    }

    /**
     * @param step {@code login} after Approve was pressed on an action that needs a login
     * @param login {@code fresh} on the way back from it
     */
    @GET
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response detail(
            @PathParam("id") String id,
            @QueryParam("step") @DefaultValue("") String step,
            @QueryParam("login") @DefaultValue("") String login) {
        var mode = login.equals("fresh")
                ? DecisionBar.Mode.DECIDING
                : step.equals("login") ? DecisionBar.Mode.EXPLAIN_LOGIN : DecisionBar.Mode.CHOOSE;
        return page.show(ActionIds.read(id), mode);
    }

    /** The decision part alone, for a page that stands. */
    @GET
    @Path("/standing")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response standing(@PathParam("id") String id) {
        var view = page.view(action(id));
        return Html.page(
                Response.Status.OK.getStatusCode(),
                Templates.standing(view.bar(), view.foldedParts(), Typed.NOTHING, true));
    }

    /** What stands still of what the action needs, for a page that stands. */
    @GET
    @Path("/halts")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response halts(@PathParam("id") String id) {
        return HaltPages.answer(HaltNotice.of(action(id), Instant.now()));
    }

    /** A row of the inbox, for a page that stands. */
    @GET
    @Path("/row")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response row(@PathParam("id") String id) {
        var row = InboxView.Row.of(action(id), Instant.now());
        return Html.page(Response.Status.OK.getStatusCode(), Templates.row(row));
    }

    /** Whoever had to sign in again in the middle of a form comes back by GET: to the action, nothing decided. */
    @GET
    @Path("/{form: approve|reject|answer|login|settle|claim|release|account}")
    @Operation(hidden = true)
    public Response form(@PathParam("id") String id) {
        return Response.seeOther(URI.create("/actions/" + ActionIds.read(id))).build();
    }

    private ActionDetail action(String id) {
        return queries.get(person.caller(), ActionIds.read(id));
    }
}

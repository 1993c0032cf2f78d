package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.claim.TakeUp;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The buttons by which a person says that they look at an action, or no longer. */
@Path("/actions/{id}")
@Authenticated
@PageRoute
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class ClaimForms {
    private final TakeUp takeUp;
    private final DetailPage detail;
    private final SignedIn person;

    ClaimForms(TakeUp takeUp, DetailPage detail, SignedIn person) {
        this.takeUp = takeUp;
        this.detail = detail;
        this.person = person;
    }

    @POST
    @Path("/claim")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response claim(@PathParam("id") String path) {
        var id = ActionIds.read(path);
        try {
            takeUp.claim(person.caller(), id, person.name());
        } catch (ProblemException e) {
            if (e.problem() != ApprovalProblem.CLAIMED && e.problem() != ApprovalProblem.ALREADY_DECIDED) {
                throw e;
            }
            return detail.withNotice(
                    e.problem().status(), id, Notice.of(e.problem().title(), e.detail()));
        }
        return back(path);
    }

    @POST
    @Path("/release")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response release(@PathParam("id") String path) {
        takeUp.release(person.caller(), ActionIds.read(path));
        return back(path);
    }

    private static Response back(String path) {
        return Response.seeOther(URI.create("/actions/" + ActionIds.read(path) + "#decision-title"))
                .build();
    }
}

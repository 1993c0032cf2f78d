package dev.approvalcopilot.approval.page.canary;

import dev.approvalcopilot.approval.attention.Canaries;
import dev.approvalcopilot.approval.page.PageRoute;
import dev.approvalcopilot.approval.page.SignedIn;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Takes the person's word on it. */
@Path("/settings/tests")
@Authenticated
@PageRoute
@Produces(MediaType.TEXT_HTML)
public class TestsForm {
    private static final URI SECTION = URI.create("/settings#tests");

    private final Canaries canaries;
    private final SignedIn person;

    TestsForm(Canaries canaries, SignedIn person) {
        this.canaries = canaries;
        this.person = person;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    @Transactional
    @Operation(hidden = true)
    public Response ask(@FormParam("wanted") @DefaultValue("") String wanted) {
        canaries.test(person.sub(), wanted.equals("yes") && canaries.areOn());
        return Response.seeOther(SECTION).build();
    }

    /** Whoever had to sign in again in the middle of it comes back by GET. */
    @GET
    @Operation(hidden = true)
    public Response back() {
        return Response.seeOther(SECTION).build();
    }
}

package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.support.auth0.TenantClock;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What can be seen without a session. */
@Path("/")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class SignedOutPages {
    private final TenantClock clock;

    SignedOutPages(TenantClock clock) {
        this.clock = clock;
    }

    /** Auth0 sends the browser here after a sign-out. */
    @GET
    @Path("signed-out")
    @Operation(hidden = true)
    public Response signedOut() {
        return Html.page(Status.OK.getStatusCode(), Templates.signedOut(Frame.still("You are signed out")));
    }

    /** Auth0 reported an error instead of a login. */
    @GET
    @Path("sign-in-failed")
    @Operation(hidden = true)
    public Response signInFailed() {
        return PageProblem.answer(
                Status.BAD_REQUEST.getStatusCode(),
                "You are not signed in",
                clock.complaint().orElse("The login at Auth0 was not completed. You can try again from the inbox."));
    }
}

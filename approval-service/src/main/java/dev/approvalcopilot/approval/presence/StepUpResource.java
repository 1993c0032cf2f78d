package dev.approvalcopilot.approval.presence;

import dev.approvalcopilot.approval.ApprovalConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the browser comes through on its way to a bound login and back. */
@Path("/step-up")
@PermitAll
@Tag(name = "Step-up")
public class StepUpResource {
    private final BoundLogin login;
    private final StepUpCookie cookie;

    StepUpResource(BoundLogin login, ApprovalConfig config) {
        this.login = login;
        this.cookie = StepUpCookie.forAddress(config.presence().redirectUri());
    }

    /** A page with one button. It spends nothing, because link previews and mail scanners come here too. */
    @GET
    @Path("/{action}")
    @RunOnVirtualThread
    // A browser comes here, no program.
    @Operation(hidden = true)
    public Response offer(@PathParam("action") UUID action, @QueryParam("ticket") @DefaultValue("") String ticket) {
        return login.isOpen(action, ticket)
                ? StepUpPages.offer(action, ticket).build()
                : StepUpPages.failed(StepUp.Reason.LINK_UNKNOWN).build();
    }

    /** The button. The ticket is known to the one who asked, the form token to the browser that was shown the page. */
    @POST
    @Path("/{action}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response open(@PathParam("action") UUID action, @FormParam("ticket") @DefaultValue("") String ticket) {
        return answer(login.open(action, ticket));
    }

    @GET
    @Path("/callback")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response callback(
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("code") String code,
            @Context HttpHeaders headers) {
        var sent = Optional.ofNullable(headers.getCookies().get(cookie.nameFor(state)))
                .map(c -> c.getValue());
        return switch (login.complete(state, Optional.ofNullable(code), sent)) {
            case StepUp.Received received
            when received.fromPage() ->
                seeOther(URI.create("/actions/" + received.action() + "?login=fresh"), cookie.removal(state));
            case StepUp.Received _ ->
                StepUpPages.received().cookie(cookie.removal(state)).build();
            case StepUp other -> answer(other);
        };
    }

    /** Also for the page, which begins a login by itself. */
    public Response answer(StepUp step) {
        return switch (step) {
            case StepUp.Redirect redirect -> seeOther(redirect.to(), cookie.with(redirect.state(), redirect.cookie()));
            case StepUp.Received _ -> StepUpPages.received().build();
            case StepUp.Failed failed -> StepUpPages.failed(failed.reason()).build();
        };
    }

    private static Response seeOther(URI target, NewCookie cookie) {
        return Response.seeOther(target)
                .cookie(cookie)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}

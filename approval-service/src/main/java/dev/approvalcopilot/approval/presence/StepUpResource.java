package dev.approvalcopilot.approval.presence;

import dev.approvalcopilot.approval.ApprovalConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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

    @GET
    @Path("/{action}")
    @RunOnVirtualThread
    // A browser comes here, no program.
    @Operation(hidden = true)
    public Response open(@PathParam("action") UUID action, @QueryParam("ticket") @DefaultValue("") String ticket) {
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
        var sent = Optional.ofNullable(headers.getCookies().get(cookie.name())).map(c -> c.getValue());
        return answer(login.complete(state, Optional.ofNullable(code), sent));
    }

    /** Also for the page, which begins a login by itself. */
    public Response answer(StepUp step) {
        return switch (step) {
            case StepUp.Redirect redirect -> seeOther(redirect.to(), cookie.with(redirect.cookie()));
            case StepUp.Received received
            when received.fromPage() ->
                seeOther(URI.create("/actions/" + received.action() + "?login=fresh"), cookie.removal());
            case StepUp.Received _ ->
                StepUpPages.received().cookie(cookie.removal()).build();
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

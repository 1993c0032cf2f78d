package dev.approvalcopilot.approval.page.accounts;

import dev.approvalcopilot.approval.connect.ConnectAccounts;
import dev.approvalcopilot.approval.connect.ConnectStep;
import dev.approvalcopilot.approval.inbox.Question;
import dev.approvalcopilot.approval.page.Frame;
import dev.approvalcopilot.approval.page.Html;
import dev.approvalcopilot.approval.page.PageRoute;
import dev.approvalcopilot.approval.page.SignedIn;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where Auth0 sends the browser back on an errand. Nothing that stands in these addresses is shown. */
@Path("/accounts")
@Authenticated
@PageRoute
@Produces(MediaType.TEXT_HTML)
public class ReturnPages {
    private static final String OWN_NO = "access_denied";

    private final ConnectAccounts connecting;
    private final AccountsPage page;
    private final SignedIn person;

    ReturnPages(ConnectAccounts connecting, AccountsPage page, SignedIn person) {
        this.connecting = connecting;
        this.page = page;
        this.person = person;
    }

    /** From the login. */
    @GET
    @Path("/callback")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response callback(@QueryParam("state") @DefaultValue("") String state, @QueryParam("code") String code) {
        return answer(connecting.loggedIn(person.session(), state, Optional.ofNullable(code)));
    }

    /** From the provider. Auth0's documents put the code into the fragment, its clients read the query: a script moves it. */
    @GET
    @Path("/connected")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response connected(
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("connect_code") String connectCode,
            @QueryParam("error") @DefaultValue("") String error) {
        if (state.isEmpty() && connectCode == null && error.isEmpty()) {
            return Html.page(
                    Response.Status.OK.getStatusCode(),
                    Templates.fragment(Frame.still(Frame.Section.ACCOUNTS, "Coming back", person)));
        }
        return answer(
                connecting.returned(person.session(), state, Optional.ofNullable(connectCode), error.equals(OWN_NO)));
    }

    private Response answer(ConnectStep step) {
        return switch (step) {
            case ConnectStep.ToLogin login -> Response.seeOther(login.to()).build();
            case ConnectStep.ToProvider provider -> goOn(provider);
            case ConnectStep.Connected connected ->
                seeOther(
                        connected.back().equals(OwnAddress.ACCOUNTS)
                                ? "/accounts?connected=" + connected.connection()
                                : connected.back());
            case ConnectStep.Disconnected disconnected ->
                seeOther("/accounts?disconnected=" + disconnected.connection());
            case ConnectStep.Failed failed -> page.after(failed);
        };
    }

    /** Loaded anew, such an address says the same again; the way back itself would not. */
    private static Response seeOther(String address) {
        return Response.seeOther(URI.create(address)).build();
    }

    /**
     * A page that leads on by itself, and no redirect: the way began with a form, and a browser follows the redirects of a form only
     * to where {@code form-action} allows. The provider's hosts are not ours to list.
     */
    private Response goOn(ConnectStep.ToProvider provider) {
        var name = Question.provider(provider.connection());
        var frame = Frame.still(Frame.Section.ACCOUNTS, "On to " + name, person);
        var address = provider.to().toASCIIString();
        return Response.fromResponse(
                        Html.page(Response.Status.OK.getStatusCode(), Templates.goOn(frame, name, address)))
                .header("Refresh", "0; url=" + address)
                .build();
    }
}

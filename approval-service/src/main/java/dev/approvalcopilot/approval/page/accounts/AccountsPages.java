package dev.approvalcopilot.approval.page.accounts;

import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.account.ConnectedAccount;
import dev.approvalcopilot.approval.account.ConnectedAccounts;
import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import dev.approvalcopilot.approval.connect.ConnectAccounts;
import dev.approvalcopilot.approval.connect.ConnectStep;
import dev.approvalcopilot.approval.page.Frame;
import dev.approvalcopilot.approval.page.Html;
import dev.approvalcopilot.approval.page.PageRoute;
import dev.approvalcopilot.approval.page.SignedIn;
import dev.approvalcopilot.approval.tool.InstalledTools;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A person's accounts: what is connected, and the two forms that change it. */
@Path("/accounts")
@Authenticated
@PageRoute
@Produces(MediaType.TEXT_HTML)
public class AccountsPages {
    private final AccountsPage page;
    private final ConnectAccounts connecting;
    private final ConnectedAccounts accounts;
    private final InstalledTools tools;
    private final SignedIn person;

    AccountsPages(
            AccountsPage page,
            ConnectAccounts connecting,
            ConnectedAccounts accounts,
            InstalledTools tools,
            SignedIn person) {
        this.page = page;
        this.connecting = connecting;
        this.accounts = accounts;
        this.tools = tools;
        this.person = person;
    }

    /**
     * @param connect the connection that the person comes for
     * @param back where to go when it is connected: an address of the page's own
     * @param connected the connection whose errand is done; so with {@code disconnected}
     */
    @GET
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response accounts(
            @QueryParam("connect") @DefaultValue("") String connect,
            @QueryParam("back") @DefaultValue("") String back,
            @QueryParam("connected") @DefaultValue("") String connected,
            @QueryParam("disconnected") @DefaultValue("") String disconnected) {
        if (tools.connections().contains(connected)) {
            return page.afterConnecting(connected);
        }
        if (tools.connections().contains(disconnected)) {
            return page.afterDisconnecting(disconnected);
        }
        return page.show(connect, OwnAddress.of(back));
    }

    /** @param replaced one of the person's accounts of this connection, which the new one takes the place of */
    @POST
    @Path("/connect")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response connect(
            @FormParam("connection") @DefaultValue("") String connection,
            @FormParam("replaced") @DefaultValue("") String replaced,
            @FormParam("back") @DefaultValue("") String back) {
        checkOffered();
        if (!tools.connections().contains(connection)) {
            throw unknown();
        }
        var old = replaced.isEmpty()
                ? Optional.<String>empty()
                : Optional.of(own(replaced).id());
        return seeOther(connecting.connect(person.session(), connection, old, OwnAddress.of(back)));
    }

    /** What it means, before it is done. */
    @GET
    @Path("/disconnect")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response confirm(@QueryParam("account") @DefaultValue("") String account) {
        checkOffered();
        var own = own(account);
        var view = ConnectionView.of(
                own.connection(), tools.using(own.connection()), Optional.of(List.of(own)), true, Instant.now());
        var title = "Disconnect this " + view.provider() + " account?";
        return Html.page(
                Response.Status.OK.getStatusCode(),
                Templates.disconnect(Frame.still(Frame.Section.ACCOUNTS, title, person), view));
    }

    @POST
    @Path("/disconnect")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response disconnect(@FormParam("account") @DefaultValue("") String account) {
        checkOffered();
        var own = own(account);
        return seeOther(connecting.disconnect(person.session(), own.connection(), own.id()));
    }

    /** Whoever had to sign in again in the middle of the form comes back by GET: nothing was begun. */
    @GET
    @Path("/connect")
    @Operation(hidden = true)
    public Response connectAgain() {
        return Response.seeOther(URI.create(OwnAddress.ACCOUNTS)).build();
    }

    private static Response seeOther(ConnectStep.ToLogin login) {
        return Response.seeOther(login.to()).build();
    }

    private void checkOffered() {
        if (!connecting.isOffered()) {
            throw unknown();
        }
    }

    /** Foreign and unknown: the same 404. */
    private ConnectedAccount own(String id) {
        try {
            return accounts.all(person.sub()).stream()
                    .filter(account -> account.id().equals(id))
                    .findFirst()
                    .orElseThrow(AccountsPages::unknown);
        } catch (Auth0Unavailable e) {
            throw new ProblemException(
                    ApprovalProblem.AUTH0_UNAVAILABLE, "Auth0 does not answer right now. Nothing was changed.");
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(
                ApprovalProblem.ACCOUNT_NOT_FOUND, "You have no such account, or this installation has no use for it.");
    }
}

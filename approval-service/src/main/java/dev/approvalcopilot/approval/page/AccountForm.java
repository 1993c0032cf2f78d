package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.decision.ChooseAccount;
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
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Which of several accounts is meant. Decides nothing: the page comes back with that account in its question. */
@Path("/actions/{id}/account")
@Authenticated
@PageRoute
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class AccountForm {
    private final ChooseAccount choose;
    private final VerdictPages verdicts;
    private final SignedIn person;

    AccountForm(ChooseAccount choose, VerdictPages verdicts, SignedIn person) {
        this.choose = choose;
        this.verdicts = verdicts;
        this.person = person;
    }

    @POST
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response choose(@PathParam("id") String path, @FormParam("account") @DefaultValue("") String account) {
        var id = ActionIds.read(path);
        return choose.choose(person.caller(), id, account)
                .map(verdict -> verdicts.page(id, verdict, new DecisionForms.Shown()))
                .orElseGet(() -> Response.seeOther(URI.create("/actions/" + id)).build());
    }
}

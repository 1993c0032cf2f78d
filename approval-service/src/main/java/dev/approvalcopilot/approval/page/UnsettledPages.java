package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ActionLists;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What waits for the person's word whether it happened: a part of the inbox, also alone for one that stands. */
@Path("/actions/unsettled")
@Authenticated
@PageRoute
@Produces(MediaType.TEXT_HTML)
public class UnsettledPages {
    /** The others come up as these are settled. */
    private static final int MAX_SHOWN = 20;

    private static final int MAX_COUNTED = 1000;

    private final ActionLists lists;
    private final SignedIn person;

    UnsettledPages(ActionLists lists, SignedIn person) {
        this.lists = lists;
        this.person = person;
    }

    @GET
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response unsettled() {
        return Html.page(Response.Status.OK.getStatusCode(), Templates.unsettled(of(Instant.now())));
    }

    InboxView.Unsettled of(Instant now) {
        var caller = person.caller();
        var filter = ActionLists.unsettled(MAX_SHOWN);
        var rows = lists.page(caller, filter).actions().stream()
                .map(action -> InboxView.Row.of(action, person.sub(), now))
                .toList();
        return new InboxView.Unsettled(
                InboxRows.counted(lists.count(caller, filter, MAX_COUNTED + 1), MAX_COUNTED), rows);
    }
}

package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.identity.ApiCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A person's actions, over HTTP. */
@Path("/api/actions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Actions")
public class ApprovalResource {
    private static final String INBOX = "mine, or team: what waits for a group of yours";

    private static final int MAX_COUNTED = 1000;

    private final ApprovalQueries queries;
    private final ActionLists lists;
    private final ApiCaller caller;

    ApprovalResource(ApprovalQueries queries, ActionLists lists, ApiCaller caller) {
        this.queries = queries;
        this.lists = lists;
        this.caller = caller;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "listActions",
            summary = "Your actions",
            description =
                    "Pending ones alone: the most urgent first, of equals the oldest. Otherwise the latest first. All that"
                            + " is given counts together. unsettled counts those that wait for your word whether they happened:"
                            + " state=UNKNOWN lists them.")
    @APIResponse(responseCode = "200", description = "A page; next is the cursor of the page after.")
    @APIResponse(responseCode = "400", description = "bad_request")
    public ActionPage list(
            @QueryParam("inbox") @DefaultValue("mine") @Parameter(description = INBOX, example = "team") String inbox,
            @BeanParam ListParameters wanted,
            @QueryParam("limit") @DefaultValue("50") @Parameter(description = "1 to 100") int limit,
            @QueryParam("cursor") @Parameter(description = "From the page before") String cursor) {
        var person = caller.with(ApiCaller.READ);
        var states = wanted.states();
        var order = states.equals(Set.of(ApprovalState.PENDING)) ? ListFilter.Order.URGENT : ListFilter.Order.NEWEST;
        var page = lists.page(
                person,
                new ListFilter(inbox(inbox), states, wanted.criteria(), order, limit, ListParameters.cursor(cursor)));
        return page.withUnsettled(lists.count(person, ActionLists.unsettled(1), MAX_COUNTED));
    }

    @GET
    @Path("/floods")
    @RunOnVirtualThread
    @Operation(
            operationId = "listFloods",
            summary = "What waits many times",
            description =
                    "Kinds of pending actions (same level, tool and agent) that the page folds into one row each, because"
                            + " so many wait. Never CRITICAL ones. The list of actions has them one by one: narrow it to the kind's"
                            + " level, tool and agent. A state in the query is left out of account.")
    @APIResponse(responseCode = "200", description = "At most 50, the largest first")
    @APIResponse(responseCode = "400", description = "bad_request")
    public Floods floods(
            @QueryParam("inbox") @DefaultValue("mine") @Parameter(description = INBOX, example = "team") String inbox,
            @BeanParam ListParameters wanted) {
        var person = caller.with(ApiCaller.READ);
        return new Floods(lists.floods(
                person,
                new ListFilter(
                        inbox(inbox),
                        Set.of(ApprovalState.PENDING),
                        wanted.criteria(),
                        ListFilter.Order.URGENT,
                        1,
                        Optional.empty())));
    }

    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    @Operation(
            operationId = "getAction",
            summary = "One of your actions, whole",
            description = "With the exact payload, the question, and the digest and view that a decision names.")
    @APIResponse(responseCode = "200", description = "The action")
    @APIResponse(responseCode = "404", description = "not_found: unknown, or another person's")
    public ActionDetail get(@PathParam("id") UUID id) {
        return queries.show(caller.with(ApiCaller.READ), id);
    }

    private static ListFilter.Inbox inbox(String text) {
        return switch (text) {
            case "mine" -> ListFilter.Inbox.MINE;
            case "team" -> ListFilter.Inbox.TEAM;
            default -> throw ListParameters.bad("inbox is mine or team");
        };
    }
}

package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.halt.Halts;
import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Cursor;
import dev.approvalcopilot.approval.inbox.InboxFeed;
import dev.approvalcopilot.approval.inbox.ListFilter;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The inbox. What it lists stands in the address, so that a view can be kept and shared. */
@Path("/")
@Authenticated
@PageRoute
@Produces(MediaType.TEXT_HTML)
public class InboxPages {
    private static final int PAGE_SIZE = 50;

    private final ApprovalQueries queries;
    private final InboxFeed feed;
    private final Halts halts;
    private final SignedIn person;

    InboxPages(ApprovalQueries queries, InboxFeed feed, Halts halts, SignedIn person) {
        this.queries = queries;
        this.feed = feed;
        this.halts = halts;
        this.person = person;
    }

    @GET
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response inbox(
            @QueryParam("show") @DefaultValue("") String show,
            @QueryParam("run") @DefaultValue("") String run,
            @QueryParam("after") String after) {
        boolean all = show.equals("all");
        boolean team = show.equals("team");
        // Before the list: what changes in between is told twice rather than never.
        long seq = feed.head(person.sub());
        long haltsSeen = halts.version();
        var page = queries.list(
                person.caller(),
                new ListFilter(
                        team ? ListFilter.Inbox.TEAM : ListFilter.Inbox.MINE,
                        all ? Optional.empty() : Optional.of(ApprovalState.PENDING),
                        run.isEmpty() ? Optional.empty() : Optional.of(id(run)),
                        all ? ListFilter.Order.NEWEST : ListFilter.Order.URGENT,
                        PAGE_SIZE,
                        Optional.ofNullable(after).map(InboxPages::cursor)));
        var now = Instant.now();
        var rows = page.actions().stream()
                .map(action -> InboxView.Row.of(action, now))
                .toList();
        var view = new InboxView(
                rows,
                all,
                team,
                !person.caller().groups().isEmpty(),
                run,
                address(show(all, team), run, null),
                page.next() == null ? "" : address(show(all, team), run, page.next()),
                HaltPages.notices(halts, person.sub(), now));
        return Html.page(
                Response.Status.OK.getStatusCode(),
                Templates.inbox(Frame.live(Frame.Section.INBOX, view.title(), person, seq, haltsSeen), view));
    }

    private static String show(boolean all, boolean team) {
        return all ? "all" : team ? "team" : "";
    }

    private static String address(String show, String run, String after) {
        var address = UriBuilder.fromPath("/");
        if (!show.isEmpty()) {
            address.queryParam("show", show);
        }
        if (!run.isEmpty()) {
            address.queryParam("run", run);
        }
        if (after != null) {
            address.queryParam("after", after);
        }
        return address.build().toString();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw notAView();
        }
    }

    private static Cursor cursor(String text) {
        return Cursor.read(text).orElseThrow(InboxPages::notAView);
    }

    private static ProblemException notAView() {
        return new ProblemException(ApprovalProblem.NOT_FOUND, "This address names no view of the inbox.");
    }
}

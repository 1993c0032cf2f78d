package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.halt.Halts;
import dev.approvalcopilot.approval.inbox.ActionLists;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Cursor;
import dev.approvalcopilot.approval.inbox.Flood;
import dev.approvalcopilot.approval.inbox.InboxFeed;
import dev.approvalcopilot.approval.inbox.ListFilter;
import dev.approvalcopilot.approval.inbox.ListParameters;
import dev.approvalcopilot.approval.tool.InstalledTools;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The inbox. What it lists stands in the address, so that a view can be kept and shared. */
@Path("/")
@Authenticated
@PageRoute
@Produces(MediaType.TEXT_HTML)
public class InboxPages {
    private static final int PAGE_SIZE = 50;

    /** Nobody needs to know more exactly. */
    private static final int MAX_COUNTED = 1000;

    private final ActionLists lists;
    private final InstalledTools tools;
    private final InboxFeed feed;
    private final Halts halts;
    private final SignedIn person;
    private final UnsettledPages unsettled;

    InboxPages(
            ActionLists lists,
            InstalledTools tools,
            InboxFeed feed,
            Halts halts,
            SignedIn person,
            UnsettledPages unsettled) {
        this.unsettled = unsettled;
        this.lists = lists;
        this.tools = tools;
        this.feed = feed;
        this.halts = halts;
        this.person = person;
    }

    @GET
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response inbox(
            @QueryParam("show") @DefaultValue("") String show,
            @BeanParam ListParameters wanted,
            @QueryParam("after") String after) {
        var which = InboxView.Which.of(show);
        var address = new InboxAddress(which, wanted.criteria(), states(which, wanted));
        // Before the list: what changes in between is told twice rather than never.
        long seq = feed.head(person.sub());
        long haltsSeen = halts.version();
        var view = view(address, ListParameters.cursor(after));
        return Html.page(
                Response.Status.OK.getStatusCode(),
                Templates.inbox(Frame.live(Frame.Section.INBOX, which.title(), person, seq, haltsSeen), view));
    }

    /** What the view does not list cannot be asked for. */
    private static Set<ApprovalState> states(InboxView.Which which, ListParameters wanted) {
        return wanted.states().stream().filter(which::offers).collect(Collectors.toUnmodifiableSet());
    }

    private InboxView view(InboxAddress address, Optional<Cursor> after) {
        var which = address.view();
        var criteria = address.criteria();
        var filter = new ListFilter(
                which.inbox(), which.states(address.states()), criteria, which.order(), PAGE_SIZE, after);
        var caller = person.caller();
        // Whoever asks for one kind sees it one by one.
        var floods = which.isWaiting() && !criteria.namesOneKind() ? lists.floods(caller, filter) : List.<Flood>of();
        var page = lists.pageWithout(floods, caller, filter);
        var now = Instant.now();
        return new InboxView(
                which,
                InboxRows.of(page, person.sub(), floods, address, after, now),
                which.isWaiting() ? InboxRows.counted(lists.count(caller, filter, MAX_COUNTED + 1), MAX_COUNTED) : "",
                lists.hasTeam(caller),
                FilterForm.of(address, tools),
                criteria.run().map(InboxView.Short::of).orElse(""),
                address.ofEveryRun().text(),
                address.text(),
                page.next() == null ? "" : address.after(page.next()),
                HaltPages.notices(halts, person.sub(), now),
                which == InboxView.Which.WAITING && address.isWhole() && after.isEmpty()
                        ? unsettled.of(now)
                        : InboxView.Unsettled.NONE);
    }
}

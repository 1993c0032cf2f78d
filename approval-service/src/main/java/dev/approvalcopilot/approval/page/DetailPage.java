package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.halt.Halts;
import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import dev.approvalcopilot.approval.inbox.InboxFeed;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The page of one action, alone or with what has to be said first. */
@RequestScoped
class DetailPage {
    private static final int OK = 200;

    private final ApprovalQueries queries;
    private final InboxFeed feed;
    private final Halts halts;
    private final SignedIn person;
    private final RoutingContext request;

    DetailPage(ApprovalQueries queries, InboxFeed feed, Halts halts, SignedIn person, RoutingContext request) {
        this.queries = queries;
        this.feed = feed;
        this.halts = halts;
        this.person = person;
        this.request = request;
    }

    Response show(UUID id, DecisionBar.Mode mode) {
        return show(OK, id, mode, List.of(), List.of(), Typed.NOTHING);
    }

    Response withNotice(int status, UUID id, Notice notice) {
        return show(status, id, DecisionBar.Mode.CHOOSE, List.of(notice), List.of(), Typed.NOTHING);
    }

    Response withChanges(int status, UUID id, Notice notice, List<Change> changes) {
        return show(status, id, DecisionBar.Mode.CHOOSE, List.of(notice), changes, Typed.NOTHING);
    }

    Response withRejection(int status, UUID id, Notice notice, Typed typed) {
        return show(status, id, DecisionBar.Mode.CHOOSE, List.of(notice), List.of(), typed);
    }

    Response withSettling(int status, UUID id, Notice notice, Typed typed) {
        return show(status, id, DecisionBar.Mode.CHOOSE, List.of(notice), List.of(), typed);
    }

    private Response show(
            int status, UUID id, DecisionBar.Mode mode, List<Notice> notices, List<Change> changes, Typed typed) {
        // Before the action is read: what changes in between is told twice rather than never.
        long seq = feed.head(person.sub());
        long haltsSeen = halts.version();
        var caller = person.caller();
        var action = Looking.isWhole(request) ? queries.show(caller, id) : queries.get(caller, id);
        var view = DetailView.of(action, mode, Instant.now());
        var title = (notices.isEmpty() ? "" : notices.getFirst().title() + ": ") + view.sentence();
        return Html.page(
                status,
                Templates.detail(
                        Frame.live(Frame.Section.INBOX, title, person, seq, haltsSeen), view, notices, changes, typed));
    }
}

package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.halt.Halts;
import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import dev.approvalcopilot.approval.inbox.InboxFeed;
import dev.approvalcopilot.approval.inbox.ShownActions;
import dev.approvalcopilot.support.correlation.Correlation;
import dev.approvalcopilot.support.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The page of one action, alone or with what has to be said first. */
@RequestScoped
class DetailPage {
    private static final int OK = 200;
    private static final Logger LOG = Logger.getLogger(DetailPage.class);

    private final ApprovalQueries queries;
    private final InboxFeed feed;
    private final Halts halts;
    private final SignedIn person;
    private final RoutingContext request;
    private final ShownActions shown;

    DetailPage(
            ApprovalQueries queries,
            InboxFeed feed,
            Halts halts,
            SignedIn person,
            RoutingContext request,
            ShownActions shown) {
        this.shown = shown;
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
        try {
            var action = Looking.isWhole(request) ? queries.show(caller, id) : queries.get(caller, id);
            var view = read(DetailView.of(action, mode, Instant.now()), action);
            var title =
                    (notices.isEmpty() ? "" : notices.getFirst().title() + ": ") + InertText.brief(action.sentence());
            return Html.page(
                    status,
                    Templates.detail(
                            Frame.live(Frame.Section.INBOX, title, person, seq, haltsSeen),
                            view,
                            notices,
                            changes,
                            typed));
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever is odd about an action must not keep the person from saying no.
            LOG.errorf(e, "event=action_not_shown action=%s", id);
            return reduced(id);
        }
    }

    /** As it stands, for its parts alone. */
    DetailView view(ActionDetail action) {
        return read(DetailView.of(action, DecisionBar.Mode.CHOOSE, Instant.now()), action);
    }

    private DetailView read(DetailView view, ActionDetail action) {
        boolean said = view.foldedParts() > 0
                && action.view() != null
                && shown.isRead(action.id(), person.sub(), action.view());
        return said ? view.allRead() : view;
    }

    private Response reduced(UUID id) {
        var view = ReducedView.of(queries.bare(person.caller(), id));
        var frame = Frame.still(Frame.Section.INBOX, "This action cannot be shown", person);
        return Html.page(OK, Templates.reduced(frame, view, Correlation.current()));
    }
}

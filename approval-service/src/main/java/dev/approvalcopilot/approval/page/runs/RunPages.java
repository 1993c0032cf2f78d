package dev.approvalcopilot.approval.page.runs;

import dev.approvalcopilot.approval.goal.AskForRun;
import dev.approvalcopilot.approval.goal.AskToStop;
import dev.approvalcopilot.approval.goal.Goal;
import dev.approvalcopilot.approval.goal.RunQueries;
import dev.approvalcopilot.approval.halt.Halts;
import dev.approvalcopilot.approval.inbox.InboxFeed;
import dev.approvalcopilot.approval.page.Frame;
import dev.approvalcopilot.approval.page.GoalForm;
import dev.approvalcopilot.approval.page.HaltPages;
import dev.approvalcopilot.approval.page.Html;
import dev.approvalcopilot.approval.page.Notice;
import dev.approvalcopilot.approval.page.PageRoute;
import dev.approvalcopilot.approval.page.SignedIn;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.Whereabouts;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A person's runs, and the forms that begin one and stop one. */
@Path("/runs")
@Authenticated
@PageRoute
@Produces(MediaType.TEXT_HTML)
public class RunPages {
    private static final int PAGE_SIZE = 25;
    private static final int OK = 200;
    private static final int UNPROCESSABLE = 422;
    private static final int MAX_KEY = 200;
    private static final String FIELD = "goal";

    private final RunQueries queries;
    private final AskForRun askForRun;
    private final AskToStop askToStop;
    private final InboxFeed feed;
    private final Halts halts;
    private final SignedIn person;

    RunPages(
            RunQueries queries,
            AskForRun askForRun,
            AskToStop askToStop,
            InboxFeed feed,
            Halts halts,
            SignedIn person) {
        this.queries = queries;
        this.askForRun = askForRun;
        this.askToStop = askToStop;
        this.feed = feed;
        this.halts = halts;
        this.person = person;
    }

    @GET
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response runs(@QueryParam("after") String after) {
        return list(OK, List.of(), GoalForm.fresh(), Optional.ofNullable(after).map(RunPages::id));
    }

    /**
     * @param key made with the form, so that a form that is sent twice begins one run
     * @param timeZone of the browser, as is {@code locale}; both come from the page's script
     */
    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response ask(
            @FormParam("goal") @DefaultValue("") String goal,
            @FormParam("key") @DefaultValue("") String key,
            @FormParam("timeZone") String timeZone,
            @FormParam("locale") String locale,
            @HeaderParam("Accept-Language") String languages) {
        var flaw = Goal.flaw(goal);
        if (flaw.isPresent()) {
            return again(UNPROCESSABLE, goal, flaw.get());
        }
        try {
            var whereabouts = Whereabouts.existing(timeZone, locale)
                    .or(new Whereabouts(null, Languages.first(languages).orElse(null)));
            var id = askForRun.ask(person.caller(), Goal.of(goal), whereabouts, key.length() <= MAX_KEY ? key : "");
            return Response.seeOther(URI.create("/runs/" + id)).build();
        } catch (ProblemException e) {
            return again(e.problem().status(), goal, e.detail());
        }
    }

    private Response again(int status, String goal, String words) {
        var form = new GoalForm(Ids.random128(), goal, words);
        return list(status, List.of(new Notice("No run was begun", words, FIELD)), form, Optional.empty());
    }

    private Response list(int status, List<Notice> notices, GoalForm form, Optional<UUID> before) {
        // Before the list: what changes in between is told twice rather than never.
        var frame = frame(notices, "Runs");
        var now = Instant.now();
        var page = queries.list(person.sub(), before, PAGE_SIZE);
        var rows = page.runs().stream().map(run -> RunRow.of(run, now)).toList();
        var more = page.next() == null ? "" : "/runs?after=" + page.next();
        return Html.page(status, Templates.runs(frame, notices, form, rows, more));
    }

    private Frame frame(List<Notice> notices, String title) {
        var whole = notices.isEmpty() ? title : notices.getFirst().title() + ": " + title;
        return Frame.live(Frame.Section.RUNS, whole, person, feed.head(person.sub()), halts.version());
    }

    /** A row of the list, for a page that stands. */
    @GET
    @Path("/{id}/row")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response row(@PathParam("id") String id) {
        return Html.page(OK, Templates.row(RunRow.of(queries.get(person.sub(), id(id)), Instant.now())));
    }

    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response run(@PathParam("id") String id) {
        return run(OK, List.of(), id(id));
    }

    private Response run(int status, List<Notice> notices, UUID id) {
        var frame = frame(notices, "Run");
        return Html.page(status, Templates.run(frame, notices, view(id)));
    }

    /** What follows what happens, for a page that stands. */
    @GET
    @Path("/{id}/standing")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response standing(@PathParam("id") String id) {
        return Html.page(OK, Templates.standing(view(id(id)), true));
    }

    private RunView view(UUID id) {
        var now = Instant.now();
        return RunView.of(queries.show(person.sub(), id), HaltPages.notices(halts, person.sub(), now), now);
    }

    @POST
    @Path("/{id}/cancellation")
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response cancel(@PathParam("id") String path) {
        var id = id(path);
        try {
            askToStop.stop(person.caller(), id);
            return Response.seeOther(URI.create("/runs/" + id)).build();
        } catch (ProblemException e) {
            if (e.problem() == CommonProblem.NOT_FOUND) {
                throw e;
            }
            return run(e.problem().status(), List.of(new Notice("Nothing was stopped", e.detail(), "")), id);
        }
    }

    /** Whoever had to sign in again in the middle of the form comes back by GET: to the run, nothing stopped. */
    @GET
    @Path("/{id}/cancellation")
    @Operation(hidden = true)
    public Response cancellation(@PathParam("id") String id) {
        return Response.seeOther(URI.create("/runs/" + id(id))).build();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such run, or it is not yours.");
        }
    }
}

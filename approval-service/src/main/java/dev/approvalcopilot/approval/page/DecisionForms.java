package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.decision.Decide;
import dev.approvalcopilot.approval.decision.Decision;
import dev.approvalcopilot.approval.decision.RejectionReason;
import dev.approvalcopilot.approval.decision.Verdict;
import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.presence.BoundLogin;
import dev.approvalcopilot.approval.presence.StepUpResource;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The forms at the end of the detail. Each names digest and view of what was shown; the use case decides. */
@Path("/actions/{id}")
@Authenticated
@PageRoute
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class DecisionForms {
    private final Decide decide;
    private final ApprovalQueries queries;
    private final BoundLogin login;
    private final StepUpResource stepUp;
    private final VerdictPages verdicts;
    private final SignedIn person;

    DecisionForms(
            Decide decide,
            ApprovalQueries queries,
            BoundLogin login,
            StepUpResource stepUp,
            VerdictPages verdicts,
            SignedIn person) {
        this.decide = decide;
        this.queries = queries;
        this.login = login;
        this.stepUp = stepUp;
        this.verdicts = verdicts;
        this.person = person;
    }

    /** What was looked at. */
    public static class Shown {
        @FormParam("digest")
        @DefaultValue("")
        public String digest;

        @FormParam("view")
        @DefaultValue("")
        public String view;

        /** The review document, for a comparison. */
        @FormParam("shown")
        @DefaultValue("")
        public String document;

        /** The same when a form is sent twice. */
        @FormParam("key")
        @DefaultValue("")
        public String key;

        Digest digestShown() {
            return read(digest);
        }

        Digest viewShown() {
            return read(view);
        }

        private static Digest read(String text) {
            try {
                return new Digest(text);
            } catch (MalformedJson e) {
                throw new ProblemException(ApprovalProblem.BAD_REQUEST, "The form does not say what was shown.");
            }
        }
    }

    /** @param back {@code login} when the form sent itself after the bound login */
    @POST
    @Path("/approve")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response approve(
            @PathParam("id") String path, @BeanParam Shown shown, @FormParam("back") @DefaultValue("") String back) {
        var id = ActionIds.read(path);
        var decision = new Decision.Approve(shown.digestShown(), shown.viewShown(), shown.key);
        var verdict = decide.decide(person.caller(), id, decision);
        if (verdict instanceof Verdict.LoginNeeded && !back.equals("login")) {
            return Response.seeOther(URI.create("/actions/" + id + "?step=login"))
                    .build();
        }
        return verdicts.page(id, verdict, shown);
    }

    /** @param reason one of the offered ones */
    @POST
    @Path("/reject")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response reject(
            @PathParam("id") String path,
            @BeanParam Shown shown,
            @FormParam("reason") @DefaultValue("") String reason,
            @FormParam("words") @DefaultValue("") String words) {
        var id = ActionIds.read(path);
        var text = RejectionReason.text(reason, words);
        if (text.isEmpty() || text.length() > Decision.Reject.MAX_REASON) {
            return verdicts.reasonNeeded(id, words);
        }
        var decision = new Decision.Reject(shown.digestShown(), shown.key, text);
        return verdicts.page(id, decide.decide(person.caller(), id, decision), shown);
    }

    /** @param text for the agent to go on with */
    @POST
    @Path("/answer")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response answer(
            @PathParam("id") String path, @BeanParam Shown shown, @FormParam("text") @DefaultValue("") String text) {
        var id = ActionIds.read(path);
        if (text.isBlank() || text.strip().length() > Decision.Answer.MAX_TEXT) {
            return verdicts.answerNeeded(id, text);
        }
        var decision = new Decision.Answer(shown.digestShown(), shown.key, text.strip());
        return verdicts.page(id, decide.decide(person.caller(), id, decision), shown);
    }

    /** To the bound login at Auth0. Only for what stands: a login for something stale would be wasted. */
    @POST
    @Path("/login")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response login(@PathParam("id") String path, @BeanParam Shown shown) {
        UUID id = ActionIds.read(path);
        var action = queries.get(person.caller(), id);
        if (action.state() != ApprovalState.PENDING) {
            return verdicts.page(id, new Verdict.AlreadyDecided(action.state()), shown);
        }
        var digest = shown.digestShown();
        var view = shown.viewShown();
        if (!digest.equals(action.digest()) || !view.equals(action.view())) {
            return verdicts.page(id, new Verdict.StaleView(action.review()), shown);
        }
        return stepUp.answer(login.begin(person.sub(), id, digest, view));
    }
}

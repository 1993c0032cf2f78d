package dev.approvalcopilot.approval.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.approval.decision.Decide;
import dev.approvalcopilot.approval.decision.Decision;
import dev.approvalcopilot.approval.decision.FieldError;
import dev.approvalcopilot.approval.decision.Verdict;
import dev.approvalcopilot.approval.halt.Halts;
import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.InboxFeed;
import dev.approvalcopilot.approval.tool.InstalledTools;
import dev.approvalcopilot.contracts.manifest.Tool;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The arguments as a form. What is sent is judged by the use case; what does not fit is shown again as it was typed. */
@Path("/actions/{id}/edit")
@Authenticated
@PageRoute
@Produces(MediaType.TEXT_HTML)
public class EditPages {
    private static final int UNPROCESSABLE = 422;

    private final Decide decide;
    private final ApprovalQueries queries;
    private final InstalledTools tools;
    private final InboxFeed feed;
    private final Halts halts;
    private final VerdictPages verdicts;
    private final SignedIn person;

    EditPages(
            Decide decide,
            ApprovalQueries queries,
            InstalledTools tools,
            InboxFeed feed,
            Halts halts,
            VerdictPages verdicts,
            SignedIn person) {
        this.decide = decide;
        this.queries = queries;
        this.tools = tools;
        this.feed = feed;
        this.halts = halts;
        this.verdicts = verdicts;
        this.person = person;
    }

    @GET
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response form(@PathParam("id") String path) {
        var id = ActionIds.read(path);
        var action = queries.get(person.caller(), id);
        return form(action)
                .map(form -> page(Status.OK.getStatusCode(), action, form, Map.of(), List.of()))
                .orElseGet(() -> Response.seeOther(URI.create("/actions/" + id)).build());
    }

    /**
     * @param names of the arguments, in the order of the form
     * @param values beside them
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response edit(
            @PathParam("id") String path,
            @BeanParam DecisionForms.Shown shown,
            @FormParam("name") List<String> names,
            @FormParam("value") List<String> values) {
        UUID id = ActionIds.read(path);
        var action = queries.get(person.caller(), id);
        var form = form(action);
        if (form.isEmpty()) {
            return verdicts.page(id, new Verdict.AlreadyDecided(action.state()), shown);
        }
        var sent = form.get().read(names, values);
        if (!sent.errors().isEmpty()) {
            var errors = sent.errors().entrySet().stream()
                    .map(e -> new FieldError("/" + escaped(e.getKey()), e.getValue()))
                    .toList();
            return page(UNPROCESSABLE, action, form.get(), typed(names, values), errors);
        }
        var decision = new Decision.Edit(shown.digestShown(), shown.viewShown(), shown.key, sent.arguments());
        return switch (decide.decide(person.caller(), id, decision)) {
            case Verdict.ArgumentsInvalid(var violations) ->
                page(
                        UNPROCESSABLE,
                        action,
                        form.get(),
                        typed(names, values),
                        violations.stream().map(FieldError::of).toList());
            case Verdict.NothingChanged _ ->
                page(
                        UNPROCESSABLE,
                        action,
                        form.get(),
                        Map.of(),
                        List.of(new FieldError(
                                "", "You changed nothing. To run the call as it is, go back and approve it.")));
            case Verdict other -> verdicts.page(id, other, shown);
        };
    }

    /** Empty when nothing can be changed any more, or not now. */
    private Optional<EditForm> form(ActionDetail action) {
        return action.state() == ApprovalState.PENDING && action.view() != null
                ? tools.find(action.action().path("tool").asText()).map(tool -> form(action, tool))
                : Optional.empty();
    }

    private static EditForm form(ActionDetail action, Tool tool) {
        return new EditForm(
                (ObjectNode) action.action().path("arguments"), tool.manifest().arguments());
    }

    private Response page(
            int status, ActionDetail action, EditForm form, Map<String, String> typed, List<FieldError> errors) {
        var view = EditView.of(action, form, typed, errors, Instant.now());
        var title = (errors.isEmpty() ? "" : "Nothing was changed: ") + "Change the call";
        return Html.page(
                status,
                Templates.edit(
                        Frame.live(Frame.Section.INBOX, title, person, feed.head(person.sub()), halts.version()),
                        view));
    }

    private static Map<String, String> typed(List<String> names, List<String> values) {
        var typed = new HashMap<String, String>();
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            typed.put(names.get(i), values.get(i));
        }
        return typed;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}

package dev.approvalcopilot.approval.page.batch;

import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.decision.BatchRequest;
import dev.approvalcopilot.approval.decision.DecideBatch;
import dev.approvalcopilot.approval.decision.Decision;
import dev.approvalcopilot.approval.decision.DecisionRequest.Word;
import dev.approvalcopilot.approval.decision.RejectionReason;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import dev.approvalcopilot.approval.page.Frame;
import dev.approvalcopilot.approval.page.Html;
import dev.approvalcopilot.approval.page.PageRoute;
import dev.approvalcopilot.approval.page.SignedIn;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Several actions, one after the other, and then one word for all. Looking at them is a GET and decides nothing. */
@Path("/actions/batch")
@Authenticated
@PageRoute
@Produces(MediaType.TEXT_HTML)
public class BatchPages {
    /** In the place of a view while nobody can say which account is meant. */
    static final String NO_VIEW = "-";

    private static final int PARTS_OF_A_NAME = 3;

    private final DecideBatch batch;
    private final ApprovalQueries queries;
    private final SignedIn person;

    BatchPages(DecideBatch batch, ApprovalQueries queries, SignedIn person) {
        this.batch = batch;
        this.queries = queries;
        this.person = person;
    }

    /** @param selected ids of actions */
    @GET
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response choice(@QueryParam("id") List<String> selected) {
        return choice(Status.OK, view(selected.stream().map(BatchPages::id).toList(), Ids.random128()));
    }

    /**
     * @param items what was shown of each: id, digest and view
     * @param decision {@code approve} or {@code reject}
     * @param reason one of the offered ones
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response decide(
            @FormParam("item") List<String> items,
            @FormParam("decision") @DefaultValue("") String decision,
            @FormParam("reason") @DefaultValue("") String reason,
            @FormParam("words") @DefaultValue("") String words,
            @FormParam("key") @DefaultValue("") String key) {
        var word = word(decision);
        var text = RejectionReason.text(reason, words);
        boolean unclear = text.isEmpty() || text.length() > Decision.Reject.MAX_REASON;
        var named = items.stream().map(BatchPages::named).toList();
        checkCount(named.size());
        if (word == Word.REJECT && unclear) {
            var again = view(named.stream().map(one -> id(one[0])).toList(), key)
                    .saying(
                            "A rejection needs a reason of up to " + Decision.Reject.MAX_REASON + " characters.",
                            words);
            return choice(Status.BAD_REQUEST, again);
        }
        var request = new BatchRequest(named.stream()
                .map(one -> new BatchRequest.Item(
                        id(one[0]),
                        word,
                        one[1],
                        one[2].equals(NO_VIEW) ? null : one[2],
                        null,
                        word == Word.REJECT ? text : null,
                        null))
                .toList());
        var answer = batch.decide(person.caller(), key, request);
        var seen = new LinkedHashMap<UUID, ActionDetail>();
        request.decisions()
                .forEach(item -> find(queries::get, item.id()).ifPresent(action -> seen.put(item.id(), action)));
        var results = BatchResults.of(answer, Map.copyOf(seen));
        return Html.page(
                Status.OK.getStatusCode(),
                Templates.results(Frame.still(Frame.Section.INBOX, results.headline(), person), results));
    }

    private Response choice(Status status, BatchView view) {
        return Html.page(
                status.getStatusCode(),
                Templates.choice(Frame.still(Frame.Section.INBOX, "Decide on " + view.count(), person), view));
    }

    private BatchView view(List<UUID> selected, String key) {
        var ids = selected.stream().distinct().toList();
        if (ids.size() > BatchRequest.MAX_ITEMS) {
            throw tooMany();
        }
        var found = ids.stream().flatMap(id -> find(queries::show, id).stream()).toList();
        return BatchView.of(found, ids.size() - found.size(), key, Instant.now());
    }

    /** @param look whether it counts as shown */
    private Optional<ActionDetail> find(BiFunction<Caller, UUID, ActionDetail> look, UUID id) {
        try {
            return Optional.of(look.apply(person.caller(), id));
        } catch (ProblemException e) {
            if (e.problem() == ApprovalProblem.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void checkCount(int count) {
        if (count == 0) {
            throw new ProblemException(ApprovalProblem.BAD_REQUEST, "No action was selected. Nothing was decided.");
        }
        if (count > BatchRequest.MAX_ITEMS) {
            throw tooMany();
        }
    }

    private static ProblemException tooMany() {
        return new ProblemException(
                ApprovalProblem.BAD_REQUEST,
                "At most " + BatchRequest.MAX_ITEMS + " actions are decided at once. Nothing was decided.");
    }

    private static Word word(String decision) {
        return switch (decision) {
            case "approve" -> Word.APPROVE;
            case "reject" -> Word.REJECT;
            default -> throw unreadable();
        };
    }

    private static String[] named(String item) {
        var parts = item.split(" ");
        if (parts.length != PARTS_OF_A_NAME) {
            throw unreadable();
        }
        return parts;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static ProblemException unreadable() {
        return new ProblemException(
                ApprovalProblem.BAD_REQUEST, "The form does not say what to decide. Nothing was decided.");
    }
}

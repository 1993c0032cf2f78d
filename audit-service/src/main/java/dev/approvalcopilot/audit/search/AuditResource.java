package dev.approvalcopilot.audit.search;

import dev.approvalcopilot.audit.entry.Entries;
import dev.approvalcopilot.audit.entry.EntryView;
import dev.approvalcopilot.audit.entry.Visibility;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The log, page by page. */
@Path("/api/audit")
@Produces(MediaType.APPLICATION_JSON)
@PermissionsAllowed("audit:read")
@Tag(name = "Audit log")
public class AuditResource {

    private final Entries entries;
    private final SecurityIdentity caller;

    AuditResource(Entries entries, SecurityIdentity caller) {
        this.entries = entries;
        this.caller = caller;
    }

    /**
     * @param entries oldest first
     * @param cursor for the next question; it stays good when this page was the last, to ask later for what is new
     * @param more whether there is more now
     */
    @Schema(name = "EntryPage")
    public record Page(List<EntryView> entries, String cursor, boolean more) {}

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "listEntries",
            summary = "Entries, oldest first",
            description =
                    "What the caller may see: entries of actions and runs made for them; all with the permission audit:read_all.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(
            responseCode = "400",
            description =
                    "A parameter that there is not or that is not valid: invalid_request, invalid_filter, invalid_cursor.")
    public Page list(
            @BeanParam FilterParameters filter,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Entries.MAX_PAGE) int limit,
            @QueryParam("cursor") String cursor) {
        var from = Cursor.read(cursor);
        var found = entries.after(from.seq(), filter.filter(), Visibility.of(caller), limit);
        var page = found.entries();
        var last = page.isEmpty() ? from : new Cursor(page.getLast().seq());
        return new Page(page.stream().map(EntryView::of).toList(), last.write(), found.more());
    }

    @GET
    @Path("/{seq : [0-9]{1,18}}")
    @RunOnVirtualThread
    @Operation(operationId = "getEntry", summary = "One entry")
    @APIResponse(responseCode = "200", description = "The entry.")
    @APIResponse(responseCode = "404", description = "Unknown or not the caller's: not_found.")
    public EntryView get(@PathParam("seq") long seq) {
        return entries.find(seq, Visibility.of(caller))
                .map(EntryView::of)
                .orElseThrow(
                        () -> new ProblemException(CommonProblem.NOT_FOUND, "No entry " + seq + " that is yours."));
    }
}

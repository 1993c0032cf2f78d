package dev.approvalcopilot.audit.search;

import com.fasterxml.jackson.databind.ObjectWriter;
import dev.approvalcopilot.audit.AuditConfig;
import dev.approvalcopilot.audit.entry.Entries;
import dev.approvalcopilot.audit.entry.EntryView;
import dev.approvalcopilot.audit.entry.Filter;
import dev.approvalcopilot.audit.entry.Visibility;
import dev.approvalcopilot.contracts.json.Json;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The log as a file: one JSON object a line. */
@Path("/api/audit/export")
@PermissionsAllowed("audit:read")
@Tag(name = "Audit log")
public class ExportResource {

    private static final String NDJSON = "application/x-ndjson";

    private static final ObjectWriter LINE = Json.MAPPER.writer(new VisibleText());

    private final Entries entries;
    private final AuditConfig config;
    private final SecurityIdentity caller;

    ExportResource(Entries entries, AuditConfig config, SecurityIdentity caller) {
        this.entries = entries;
        this.config = config;
        this.caller = caller;
    }

    @GET
    @Produces(NDJSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "exportEntries",
            summary = "Entries as newline-delimited JSON",
            description =
                    "As they stand at the start of the export. The last line is {\"cursor\":…,\"more\":…}: a file without it was cut off.")
    @APIResponse(
            responseCode = "200",
            description = "One entry a line, and a last line with the cursor.",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "A parameter that there is not or that is not valid: invalid_request, invalid_filter, invalid_cursor.")
    public Response export(@BeanParam FilterParameters parameters, @QueryParam("cursor") String cursor) {
        var filter = parameters.filter();
        var from = Cursor.read(cursor);
        var reader = Visibility.of(caller);
        long end = entries.last();
        StreamingOutput body = output -> write(output, filter, reader, from.seq(), end);
        return Response.ok(body, NDJSON)
                .header("Content-Disposition", "attachment; filename=\"audit.ndjson\"")
                .build();
    }

    private void write(OutputStream output, Filter filter, Visibility reader, long from, long end) throws IOException {
        long last = from;
        int left = config.export().maxEntries();
        while (left > 0) {
            var page = entries.after(last, filter, reader, Math.min(Entries.MAX_PAGE, left)).entries().stream()
                    .filter(entry -> entry.seq() <= end)
                    .toList();
            if (page.isEmpty()) {
                break;
            }
            for (var entry : page) {
                line(output, EntryView.of(entry));
            }
            last = page.getLast().seq();
            left -= page.size();
        }
        line(output, Map.of("cursor", new Cursor(last).write(), "more", left == 0));
    }

    private static void line(OutputStream output, Object value) throws IOException {
        output.write(LINE.writeValueAsBytes(value));
        output.write('\n');
    }
}

package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.identity.ApiCaller;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The prepared reasons, for clients that show them. */
@Path("/api/rejection-reasons")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
public class RejectionReasonResource {
    private final ApiCaller caller;

    RejectionReasonResource(ApiCaller caller) {
        this.caller = caller;
    }

    /** @param preset what a decision names */
    @Schema(name = "PreparedReason")
    public record Prepared(RejectionReason preset, String words) {}

    @GET
    @Operation(operationId = "listRejectionReasons", summary = "Reasons that a rejection can name without typing")
    public List<Prepared> all() {
        caller.with(ApiCaller.READ);
        return Stream.of(RejectionReason.values())
                .map(reason -> new Prepared(reason, reason.words()))
                .toList();
    }
}

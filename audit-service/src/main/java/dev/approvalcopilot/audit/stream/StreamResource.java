package dev.approvalcopilot.audit.stream;

import dev.approvalcopilot.audit.AuditConfig;
import dev.approvalcopilot.audit.AuditProblem;
import dev.approvalcopilot.audit.entry.Visibility;
import dev.approvalcopilot.audit.search.FilterParameters;
import dev.approvalcopilot.support.http.StreamSlots;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** The live log. */
@Path("/api/audit/stream")
@PermissionsAllowed("audit:read")
@Tag(name = "Audit log")
public class StreamResource {

    private final LiveEntries live;
    private final AuditConfig config;
    private final SecurityIdentity caller;
    private final StreamSlots slots;

    StreamResource(LiveEntries live, AuditConfig config, SecurityIdentity caller, StreamSlots slots) {
        this.live = live;
        this.config = config;
        this.caller = caller;
        this.slots = slots;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "streamEntries",
            summary = "New entries as they are recorded",
            description =
                    "Begins now, or after the entry whose number Last-Event-ID names. Each event's id is the entry's number.")
    @APIResponse(
            responseCode = "200",
            description = "The stream; the data of each event is an entry.",
            content =
                    @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "A parameter that there is not or that is not valid: invalid_request, invalid_filter, invalid_cursor.")
    @APIResponse(responseCode = "429", description = "The person has too many open: too_many_requests.")
    @APIResponse(responseCode = "503", description = "Too many open streams: too_many_streams.")
    public Multi<OutboundSseEvent> stream(
            @BeanParam FilterParameters filter, @HeaderParam("Last-Event-ID") String lastEventId, @Context Sse sse) {
        var after = start(lastEventId);
        return slots.within(
                caller.getPrincipal().getName(),
                () -> live.follow(after, filter.filter(), Visibility.of(caller), lifetime(), sse));
    }

    private static OptionalLong start(String lastEventId) {
        if (lastEventId == null) {
            return OptionalLong.empty();
        }
        if (!lastEventId.matches("[0-9]{1,18}")) {
            throw new ProblemException(AuditProblem.INVALID_CURSOR, "Last-Event-ID must be the number of an entry.");
        }
        return OptionalLong.of(Long.parseLong(lastEventId));
    }

    /** Not longer than the token: who lost the right to read is not shown more. */
    private Duration lifetime() {
        var longest = config.stream().lifetime();
        if (caller.getPrincipal() instanceof JsonWebToken token && token.getExpirationTime() > 0) {
            var left = Duration.between(Instant.now(), Instant.ofEpochSecond(token.getExpirationTime()));
            return left.compareTo(longest) < 0 ? left : longest;
        }
        return longest;
    }
}

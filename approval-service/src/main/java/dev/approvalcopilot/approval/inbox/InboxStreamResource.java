package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.halt.HaltFeed;
import dev.approvalcopilot.approval.halt.Halts;
import dev.approvalcopilot.approval.identity.ApiCaller;
import dev.approvalcopilot.support.http.StreamSlots;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A person's changes as server-sent events. */
@Path("/api/actions/stream")
@Authenticated
@Tag(name = "Actions")
public class InboxStreamResource {
    private final InboxFeed feed;
    private final Halts halts;
    private final HaltFeed haltFeed;
    private final ApprovalConfig config;
    private final ApiCaller caller;
    private final StreamSlots slots;

    InboxStreamResource(
            InboxFeed feed,
            Halts halts,
            HaltFeed haltFeed,
            ApprovalConfig config,
            ApiCaller caller,
            StreamSlots slots) {
        this.feed = feed;
        this.halts = halts;
        this.haltFeed = haltFeed;
        this.config = config;
        this.caller = caller;
        this.slots = slots;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "streamActions",
            summary = "Your actions, live",
            description =
                    "First an event `open`, then one event `action` a change of an action, and one event `run` whenever"
                            + " something is told of a run; their ids are what to resume after with Last-Event-ID. Where that is too long ago, or from before a restored database, an event `reset` follows `open`: load everything anew. An event `halts`, without an id, says what stands still of yours, when"
                            + " operators changed something about that. Comments in between keep the line alive.")
    @APIResponse(
            responseCode = "200",
            description = "A stream that ends with the token",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = SchemaType.STRING)))
    public Multi<OutboundSseEvent> stream(@HeaderParam("Last-Event-ID") String lastEventId, @Context Sse sse) {
        var sub = caller.with(ApiCaller.READ).sub();
        var changes = haltFeed.after(halts.version()).map(_ -> new SseStream.Halting(halts.concerning(sub)));
        var stream = SseStream.of(feed, changes, sub, lastEventId, config.stream(), sse);
        return slots.within(sub, () -> stream.select().first(caller.timeLeft()));
    }
}

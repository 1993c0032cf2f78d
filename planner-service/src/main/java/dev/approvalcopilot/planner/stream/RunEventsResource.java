package dev.approvalcopilot.planner.stream;

import dev.approvalcopilot.planner.intake.Caller;
import dev.approvalcopilot.planner.intake.OwnRuns;
import dev.approvalcopilot.planner.stream.RunStreams.Signal;
import dev.approvalcopilot.support.http.StreamSlots;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
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
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What happens in a run, as it happens. */
@Path("/api/runs/{id}/events")
@Tag(name = "Runs")
@SecurityRequirement(name = "auth0")
public class RunEventsResource {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final long RECONNECT_MILLIS = 1000;

    private final Caller caller;
    private final OwnRuns own;
    private final RunStreams streams;
    private final StreamSlots slots;
    private final JsonWebToken token;

    RunEventsResource(Caller caller, OwnRuns own, RunStreams streams, StreamSlots slots, JsonWebToken token) {
        this.caller = caller;
        this.own = own;
        this.streams = streams;
        this.slots = slots;
        this.token = token;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @PermissionsAllowed("runs:read")
    @Operation(
            operationId = "followRun",
            summary = "Follow a run",
            description =
                    "Server-sent events: started, turn, step, thinking, retrying, cancel_asked, ended. Each has a number as its id; a client that names the last one it saw gets everything after it. The stream ends after ended, and with the token's validity. Needs scope runs:read.")
    @APIResponse(
            responseCode = "200",
            description = "The stream.",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class),
                            examples =
                                    @ExampleObject(
                                            name = "a completed run's end",
                                            value =
                                                    "id: 9\nevent: ended\ndata: {\"status\":\"COMPLETED\",\"answer\":\"Done.\"}\n\n")))
    @APIResponse(responseCode = "400", description = "A Last-Event-ID that is no number: invalid_request.")
    @APIResponse(responseCode = "404", description = "Unknown or not the caller's: not_found.")
    @APIResponse(responseCode = "429", description = "The person has too many open: too_many_requests.")
    @APIResponse(responseCode = "503", description = "Too many open streams: too_many_streams.")
    public Multi<OutboundSseEvent> events(
            @Parameter(description = "Id of the run.") @RestPath UUID id,
            @Parameter(
                            description = "The number of the last event that was seen; everything after it follows.",
                            example = "7")
                    @HeaderParam("Last-Event-ID")
                    String lastEventId,
            @Context Sse sse) {
        own.get(caller, id);
        var until = Instant.ofEpochSecond(token.getExpirationTime());
        long last = number(lastEventId);
        return slots.within(
                token.getSubject(), () -> streams.follow(id, last, until).map(signal -> event(sse, signal)));
    }

    private static long number(String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return 0;
        }
        if (!NUMBER.matcher(lastEventId).matches()) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "Last-Event-ID is the number of an event.");
        }
        return Long.parseLong(lastEventId);
    }

    private static OutboundSseEvent event(Sse sse, Signal signal) {
        return switch (signal) {
            case Signal.Heartbeat _ ->
                sse.newEventBuilder().comment("still here").build();
            case Signal.Entry(var row) ->
                sse.newEventBuilder()
                        .id(Long.toString(row.number()))
                        .name(row.kind().eventName())
                        .reconnectDelay(RECONNECT_MILLIS)
                        .data(String.class, row.data())
                        .build();
        };
    }
}

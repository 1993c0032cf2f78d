package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.halt.Halted;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The feed in the form of server-sent events. */
final class SseStream {
    private SseStream() {}

    private static final String RESET =
            "What happened since that event cannot be told any more. Load everything anew; the stream goes on from here.";

    /** The client's picture has a gap. @param seq from which on nothing is missing again */
    record Reset(long seq, String detail) {}

    /** What stands still of a person's from now on. */
    record Halting(List<Halted> halted) {}

    /**
     * Blocks shortly for the database.
     *
     * @param lastEventId where the client left; null: from now on. Where what came since cannot be told whole, the client is told
     *     to load anew
     */
    static Multi<OutboundSseEvent> of(
            InboxFeed feed,
            Multi<Halting> halts,
            String principal,
            String lastEventId,
            ApprovalConfig.Stream config,
            Sse sse) {
        var place = feed.place(principal);
        var left = lastEventId == null
                ? Optional.of(place.at(place.head()))
                : EventId.read(lastEventId).filter(place::continues);
        long from = left.map(EventId::seq).orElse(place.head());
        var opened = new ArrayList<OutboundSseEvent>();
        opened.add(event(sse, "open", place.at(from), Map.of("seq", from)));
        if (left.isEmpty()) {
            opened.add(event(sse, "reset", place.at(from), new Reset(from, RESET)));
        }
        var open = Multi.createFrom().iterable(opened);
        var changes = feed.after(principal, from).map(entry -> event(sse, name(entry), place.at(entry.seq()), entry));
        var halting = halts.map(now -> sse.newEventBuilder()
                .name("halts")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(now)
                .build());
        var heartbeats = Multi.createFrom()
                .ticks()
                .every(config.heartbeatEvery())
                .onOverflow()
                .drop()
                .map(_ -> sse.newEventBuilder().comment("alive").build());
        return Multi.createBy()
                .concatenating()
                .streams(open, Multi.createBy().merging().streams(changes, halting, heartbeats));
    }

    private static String name(FeedEntry entry) {
        return switch (entry) {
            case FeedEntry.OfAction _ -> "action";
            case FeedEntry.OfRun _ -> "run";
        };
    }

    private static OutboundSseEvent event(Sse sse, String name, EventId id, Object data) {
        return sse.newEventBuilder()
                .name(name)
                .id(id.toString())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data)
                .build();
    }
}

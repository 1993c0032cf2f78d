package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.halt.Halted;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Map;

/** The feed in the form of server-sent events. */
final class SseStream {
    private SseStream() {}

    /** What stands still of a person's from now on. */
    record Halting(List<Halted> halted) {}

    /**
     * Blocks shortly for the database.
     *
     * @param lastEventId where the client left; null: from now on
     */
    static Multi<OutboundSseEvent> of(
            InboxFeed feed,
            Multi<Halting> halts,
            String principal,
            Long lastEventId,
            ApprovalConfig.Stream config,
            Sse sse) {
        long from = lastEventId == null ? feed.head(principal) : lastEventId;
        var open = Multi.createFrom().item(() -> event(sse, "open", from, Map.of("seq", from)));
        var changes = feed.after(principal, from).map(entry -> event(sse, name(entry), entry.seq(), entry));
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

    private static OutboundSseEvent event(Sse sse, String name, long id, Object data) {
        return sse.newEventBuilder()
                .name(name)
                .id(Long.toString(id))
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data)
                .build();
    }
}

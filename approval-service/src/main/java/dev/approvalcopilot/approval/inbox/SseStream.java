package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.ApprovalConfig;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Map;

/** The feed in the form of server-sent events, the same for API and page. */
public final class SseStream {
    private SseStream() {}

    /**
     * Blocks shortly for the database.
     *
     * @param lastEventId where the client left; null: from now on
     */
    public static Multi<OutboundSseEvent> of(
            InboxFeed feed, String principal, Long lastEventId, ApprovalConfig.Stream config, Sse sse) {
        long from = lastEventId == null ? feed.head(principal) : lastEventId;
        var open = Multi.createFrom().item(() -> event(sse, "open", from, Map.of("seq", from)));
        var changes = feed.after(principal, from).map(entry -> event(sse, "action", entry.seq(), entry));
        var heartbeats = Multi.createFrom()
                .ticks()
                .every(config.heartbeatEvery())
                .onOverflow()
                .drop()
                .map(_ -> sse.newEventBuilder().comment("alive").build());
        return Multi.createBy()
                .concatenating()
                .streams(open, Multi.createBy().merging().streams(changes, heartbeats));
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

package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.halt.HaltFeed;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.FeedEntry;
import dev.approvalcopilot.approval.inbox.InboxFeed;
import dev.approvalcopilot.approval.session.SessionWatch;
import dev.approvalcopilot.support.http.StreamSlots;
import dev.approvalcopilot.support.http.Until;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The page's own live stream. Always from the page's number on, whatever a reconnecting browser read before: to fetch a part
 * again does no harm, and so no change between two connections is missed. It ends with the session.
 */
@Path("/live")
@Authenticated
public class LiveStream {
    /** More are not told apart, so that a page that stands in a flood costs bounded memory. */
    private static final int MAX_NEWS = 1000;

    private final InboxFeed feed;
    private final HaltFeed halts;
    private final ApprovalConfig config;
    private final SignedIn person;
    private final SessionWatch watch;
    private final StreamSlots slots;

    LiveStream(
            InboxFeed feed,
            HaltFeed halts,
            ApprovalConfig config,
            SignedIn person,
            SessionWatch watch,
            StreamSlots slots) {
        this.feed = feed;
        this.halts = halts;
        this.config = config;
        this.person = person;
        this.watch = watch;
        this.slots = slots;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> live(
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("halts") @DefaultValue("0") long haltsSeen,
            @Context Sse sse) {
        var mine = new LinkedHashSet<UUID>();
        var teams = new LinkedHashSet<UUID>();
        var changes = feed.after(person.sub(), after)
                .onItem()
                .transformToMultiAndConcatenate(entry -> Multi.createFrom().iterable(events(entry, mine, teams, sse)));
        var halting = halts.after(haltsSeen).map(version -> event(sse, "halts", version.toString()));
        var heartbeats = Multi.createFrom()
                .ticks()
                .every(config.stream().heartbeatEvery())
                .onOverflow()
                .drop()
                .map(_ -> sse.newEventBuilder().comment("alive").build());
        var stream = Multi.createBy().merging().streams(changes, halting, heartbeats);
        return slots.within(person.sub(), () -> Until.either(stream, watch.end(person.session())));
    }

    private static List<OutboundSseEvent> events(FeedEntry entry, Set<UUID> mine, Set<UUID> teams, Sse sse) {
        var run = event(sse, "run-" + entry.run(), "moved");
        return switch (entry) {
            case FeedEntry.OfAction changed -> {
                var events = new ArrayList<>(events(changed, mine, teams, sse));
                events.add(run);
                yield events;
            }
            case FeedEntry.OfRun _ -> List.of(run);
        };
    }

    /**
     * {@code changed-ID} for what stands on the page; {@code arrived} with the number of those that cannot yet, {@code
     * arrived-team} for what waits for the person's groups.
     */
    private static List<OutboundSseEvent> events(FeedEntry.OfAction entry, Set<UUID> mine, Set<UUID> teams, Sse sse) {
        var changed = event(sse, "changed-" + entry.action(), entry.state().name());
        var news = entry.own() ? mine : teams;
        boolean arrived = entry.moved()
                && (entry.state() == ApprovalState.PENDING
                        ? news.size() < MAX_NEWS && news.add(entry.action())
                        : news.remove(entry.action()));
        return arrived
                ? List.of(changed, event(sse, entry.own() ? "arrived" : "arrived-team", words(news.size())))
                : List.of(changed);
    }

    private static String words(int count) {
        return count == 0 ? "" : count == MAX_NEWS ? "1,000+ new, show" : count + " new, show";
    }

    private static OutboundSseEvent event(Sse sse, String name, String data) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(String.class, data)
                .build();
    }
}

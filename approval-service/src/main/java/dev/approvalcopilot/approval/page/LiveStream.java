package dev.approvalcopilot.approval.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.halt.HaltFeed;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.FeedEntry;
import dev.approvalcopilot.approval.inbox.FeedPlace;
import dev.approvalcopilot.approval.inbox.InboxFeed;
import dev.approvalcopilot.approval.session.SessionWatch;
import dev.approvalcopilot.support.http.StreamSlots;
import dev.approvalcopilot.support.http.Until;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The page's own live stream, one for all tabs of a browser. Always from the number that the browser names, whatever it read
 * before: to be told again does no harm, and so no change between two connections is missed. It ends with the session.
 */
@Path("/live")
@Authenticated
public class LiveStream {
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
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> live(
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("halts") @DefaultValue("0") long haltsSeen,
            @Context Sse sse) {
        // Before the changes: a page to which not everything since can be told loads itself anew.
        var place = Place.of(feed.place(person.sub()));
        var opening = Multi.createFrom()
                .item(sse.newEventBuilder()
                        .name("place")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(place)
                        .build());
        var changes = feed.after(person.sub(), after)
                .map(entry -> sse.newEventBuilder()
                        .name("feed")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(Told.of(entry))
                        .build());
        var halting = halts.after(haltsSeen).map(version -> event(sse, "halts", version.toString()));
        var heartbeats = Multi.createFrom()
                .ticks()
                .every(config.stream().heartbeatEvery())
                .onOverflow()
                .drop()
                .map(_ -> sse.newEventBuilder().comment("alive").build());
        var stream = Multi.createBy().merging().streams(opening, changes, halting, heartbeats);
        return slots.within(person.sub(), () -> Until.either(stream, watch.end(person.session())));
    }

    /**
     * What can be told: everything after {@code from}. The script compares each tab's own place with it.
     *
     * @param head number of the latest change
     * @param history of the database; after a restore or a fail-over it is another
     */
    record Place(long from, long head, String history) {
        static Place of(FeedPlace place) {
            return new Place(place.oldest() - 1, place.head(), place.history());
        }
    }

    /**
     * A change, as far as the page follows it: what it shows it asks for.
     *
     * @param action null where only something of the run changed
     * @param moved whether it is new or its state changed
     * @param own whether the agent acts for this person
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(long seq, UUID run, UUID action, ApprovalState state, Boolean moved, Boolean own) {
        static Told of(FeedEntry entry) {
            return switch (entry) {
                case FeedEntry.OfAction changed ->
                    new Told(
                            changed.seq(),
                            changed.run(),
                            changed.action(),
                            changed.state(),
                            changed.moved(),
                            changed.own());
                case FeedEntry.OfRun told -> new Told(told.seq(), told.run(), null, null, null, null);
            };
        }
    }

    private static OutboundSseEvent event(Sse sse, String name, String data) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(String.class, data)
                .build();
    }
}

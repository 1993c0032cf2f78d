package dev.approvalcopilot.local.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.local.http.Answer;
import dev.approvalcopilot.local.http.Call;
import dev.approvalcopilot.local.providers.Calendars.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Google Calendar's API v3 for the shipped tools, for the calendar {@code primary} of the token's owner.
 *
 * @see <a href="https://developers.google.com/workspace/calendar/api/v3/reference/events">events</a>
 */
final class GoogleCalendar implements Provider {

    private static final String CONNECTION = "google-oauth2";
    private static final String SCOPE = "https://www.googleapis.com/auth/calendar";
    private static final List<String> TO_WRITE = List.of(SCOPE + ".events", SCOPE);
    private static final List<String> TO_READ =
            List.of(SCOPE + ".events.readonly", SCOPE + ".events", SCOPE + ".readonly", SCOPE);
    private static final String EVENTS = "v3/calendars/primary/events";
    private static final String CLIENTS_ID = "[a-v0-9]{5,1024}";

    private final TokenIntrospection introspection;
    private final EffectLedger ledger;
    private final Calendars calendars = new Calendars();

    GoogleCalendar(TokenIntrospection introspection, EffectLedger ledger) {
        this.introspection = introspection;
        this.ledger = ledger;
    }

    @Override
    public String name() {
        return "calendar";
    }

    @Override
    public synchronized void reset() {
        calendars.reset();
    }

    @Override
    public Reply answer(Call call) {
        var path = String.join("/", call.segments().subList(1, call.segments().size()));
        return switch (call.method() + " " + path.replaceFirst("(?<=/events/)[^/]+$", "*")) {
            case "GET " + EVENTS -> authorised(call, "list_events", TO_READ);
            case "POST " + EVENTS -> authorised(call, "create_event", TO_WRITE);
            case "GET " + EVENTS + "/*" -> authorised(call, "get_event", TO_READ);
            case "DELETE " + EVENTS + "/*" -> authorised(call, "delete_event", TO_WRITE);
            default -> new Reply(GoogleProblem.notFound(), "");
        };
    }

    private Reply authorised(Call call, String operation, List<String> accepted) {
        var known = call.bearer()
                .flatMap(introspection::lookup)
                .filter(token ->
                        token.connection().equals(CONNECTION) && token.expires().isAfter(Instant.now()));
        if (known.isEmpty()) {
            return new Reply(GoogleProblem.unauthenticated(), operation);
        }
        var token = known.get();
        if (!token.hasOneOf(accepted)) {
            return new Reply(GoogleProblem.scopeInsufficient("calendar-json.googleapis.com"), operation, token);
        }
        return new Reply(perform(operation, call, token), operation, token);
    }

    private synchronized Answer perform(String operation, Call call, ProviderToken token) {
        return switch (operation) {
            case "list_events" -> list(call, token);
            case "create_event" -> create(call, token);
            case "delete_event" ->
                calendars
                        .find(token.login(), call.segments().getLast())
                        .map(event -> delete(event, token))
                        .orElseGet(GoogleProblem::notFound);
            default ->
                calendars
                        .find(token.login(), call.segments().getLast())
                        .map(event -> Answer.json(200, event(event, token)))
                        .orElseGet(GoogleProblem::notFound);
        };
    }

    private Answer list(Call call, ProviderToken token) {
        var from = moment(call.query().getOrDefault("timeMin", "1970-01-01T00:00:00Z"));
        var to = moment(call.query().getOrDefault("timeMax", "9999-12-31T00:00:00Z"));
        var limit = call.query().getOrDefault("maxResults", "250");
        if (from.isEmpty() || to.isEmpty() || !limit.matches("[0-9]{1,4}")) {
            return GoogleProblem.invalidArgument("Bad Request");
        }
        var found = calendars.between(
                token.login(), from.get(), to.get(), call.query().getOrDefault("q", ""));
        return Slice.of(found, call.query().getOrDefault("pageToken", ""), Integer.parseInt(limit))
                .map(slice -> listed(slice, token))
                .orElseGet(() -> GoogleProblem.invalidArgument("Invalid page token value."));
    }

    private static Answer listed(Slice<Event> slice, ProviderToken token) {
        var body = Answer.object().put("kind", "calendar#events").put("summary", token.login() + "@acme.test");
        var items = body.putArray("items");
        slice.items().forEach(event -> items.add(event(event, token)));
        return Answer.json(200, slice.next().isEmpty() ? body : body.put("nextPageToken", slice.next()));
    }

    private Answer create(Call call, ProviderToken token) {
        var body = call.json().orElseGet(Answer::object);
        var start = moment(body.at("/start/dateTime").asText());
        var end = moment(body.at("/end/dateTime").asText());
        if (start.isEmpty() || end.isEmpty()) {
            return GoogleProblem.invalidArgument("Missing end time.");
        }
        if (end.get().isBefore(start.get())) {
            return GoogleProblem.invalidArgument("The specified time range is empty.");
        }
        var id = body.path("id").asText(UUID.randomUUID().toString().replace("-", ""));
        if (!id.matches(CLIENTS_ID)) {
            return GoogleProblem.invalidArgument("Invalid resource id value.");
        }
        if (calendars.find(token.login(), id).isPresent()) {
            return GoogleProblem.duplicate();
        }
        var event =
                new Event(id, body.path("summary").asText(), start.get(), end.get(), place(body), Instant.now(), false);
        calendars.put(token.login(), event);
        ledger.applied(token, name(), "create_event", event.title(), "Created the event " + event.title());
        return Answer.json(200, event(event, token));
    }

    private static String place(JsonNode body) {
        return body.path("location").asText("");
    }

    private Answer delete(Event event, ProviderToken token) {
        if (event.cancelled()) {
            return GoogleProblem.gone();
        }
        calendars.put(token.login(), event.cancelledNow(Instant.now()));
        ledger.applied(token, name(), "delete_event", event.title(), "Deleted the event " + event.title());
        return new Answer.Empty(204);
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode event(Event event, ProviderToken token) {
        var body = Answer.object()
                .put("kind", "calendar#event")
                .put("id", event.id())
                .put("status", event.cancelled() ? "cancelled" : "confirmed")
                .put("htmlLink", "https://www.google.com/calendar/event?eid=" + event.id())
                .put("updated", event.updated().toString());
        // Google leaves it out where there is none.
        if (!event.title().isEmpty()) {
            body.put("summary", event.title());
        }
        if (!event.place().isEmpty()) {
            body.put("location", event.place());
        }
        body.putObject("organizer").put("email", token.login() + "@acme.test").put("self", true);
        body.putObject("start").put("dateTime", event.start().toString()).put("timeZone", "UTC");
        body.putObject("end").put("dateTime", event.end().toString()).put("timeZone", "UTC");
        return body;
    }
}

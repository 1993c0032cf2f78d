package dev.approvalcopilot.audit.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.audit.entry.About;
import dev.approvalcopilot.audit.entry.Names;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.support.inbox.ReceivedEvent;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Finds out what an event is about, by the shapes that contracts use and not by its type, so that types of tomorrow are found
 * too: an action's bytes, a reference to an action, a run, the scope of a halt, or only an id that earlier entries know.
 */
final class Subject {

    private Subject() {}

    /** @param known what earlier entries say about an id */
    static About of(ReceivedEvent event, Function<UUID, Optional<About>> known) {
        var data = event.data();
        return bytes(data.path("action"))
                .or(() -> bytes(data.path("proposal").path("action")))
                .or(() -> reference(data.path("action")))
                .or(() -> run(data))
                .or(() -> halt(data))
                .orElseGet(() -> bySubject(event, known));
    }

    private static Optional<About> bytes(JsonNode base64) {
        if (!base64.isTextual()) {
            return Optional.empty();
        }
        try {
            var action = Action.read(CanonicalBytes.fromBase64(base64.textValue()));
            return Optional.of(new About(action.id(), action.run(), action.principal(), action.agent(), action.tool()));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private static Optional<About> reference(JsonNode action) {
        return uuid(action.path("id"))
                .map(id -> new About(
                        id,
                        uuid(action.path("run")).orElse(null),
                        name(action.path("principal")),
                        name(action.path("agent")),
                        name(action.path("tool"))));
    }

    private static Optional<About> run(JsonNode data) {
        return uuid(data.path("run"))
                .map(run -> new About(null, run, name(data.path("principal")), name(data.path("agent")), null));
    }

    /** A halt of a person is about that person; one of anything else is the operators' alone. */
    private static Optional<About> halt(JsonNode data) {
        if (!data.path("halted").isBoolean() || !data.path("scope").isTextual()) {
            return Optional.empty();
        }
        try {
            var scope = HaltScope.parse(data.path("scope").textValue());
            var name = Names.accepted(scope.name()).orElse(null);
            return Optional.of(
                    switch (scope.kind()) {
                        case PERSON -> new About(null, null, name, null, null);
                        case AGENT -> new About(null, null, null, name, null);
                        case TOOL -> new About(null, null, null, null, name);
                        case ALL, CONNECTION -> About.NOTHING;
                    });
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Only an id: an action's or a run's, as earlier entries tell. A principal that the event names itself comes first. */
    private static About bySubject(ReceivedEvent event, Function<UUID, Optional<About>> known) {
        var own = name(event.data().path("principal"));
        var about = uuid(event.subject()).flatMap(known).orElse(About.NOTHING);
        return new About(
                about.action(), about.run(), own == null ? about.principal() : own, about.agent(), about.tool());
    }

    private static String name(JsonNode value) {
        return Names.accepted(value).orElse(null);
    }

    private static Optional<UUID> uuid(JsonNode value) {
        return value.isTextual() ? uuid(value.textValue()) : Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

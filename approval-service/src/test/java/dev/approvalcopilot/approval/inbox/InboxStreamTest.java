package dev.approvalcopilot.approval.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.testing.LocalStackResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InboxStreamTest {
    @Inject
    Jdbi jdbi;

    /** A client of the stream: lines as they come. */
    private static final class Listener implements AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Listener(Person person, String lastEventId) {
            var address = LocalStackResource.installation().address(Service.APPROVAL);
            var request = HttpRequest.newBuilder(URI.create(address + "/api/actions/stream"))
                    .header("Authorization", "Bearer " + person.token())
                    .header("Accept", "text/event-stream");
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            http.sendAsync(request.build(), BodyHandlers.ofLines())
                    .thenAccept(answer -> answer.body().forEach(lines::add));
            await("the stream to open").until(() -> lines.stream().anyMatch(line -> line.matches("event: ?open")));
        }

        List<String> statesOf(UUID action) {
            return lines.stream()
                    .filter(line -> line.startsWith("data:") && line.contains(action.toString()))
                    .map(line ->
                            tree(line.substring("data:".length())).path("state").asText())
                    .toList();
        }

        String firstId() {
            return lines.stream()
                    .filter(line -> line.startsWith("id:"))
                    .map(line -> line.substring("id:".length()).strip())
                    .findFirst()
                    .orElseThrow();
        }

        private static JsonNode tree(String json) {
            try {
                return Json.MAPPER.readTree(json);
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    @Test
    void tellsOneselfAndNobodyElse() {
        try (var ada = new Listener(Person.ada(), null);
                var bob = new Listener(Person.bob(), null)) {
            var adas = AnAction.postingAMessage();
            var bobs = AnAction.postingAMessage().of("auth0|bob");
            Topics.send(adas.build());
            Topics.send(bobs.build());
            Person.ada().rejects(adas.id(), "no").then().statusCode(200);

            await().until(() -> ada.statesOf(adas.id()), List.of("PENDING", "REJECTED")::equals);
            await().until(() -> bob.statesOf(bobs.id()), List.of("PENDING")::equals);
            assertThat(bob.statesOf(adas.id())).isEmpty();
            assertThat(ada.statesOf(bobs.id())).isEmpty();
        }
    }

    @Test
    void resumesWhereTheClientLeft() {
        String left;
        try (var listener = new Listener(Person.ada(), null)) {
            left = listener.firstId();
        }
        var action = AnAction.postingAMessage();
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);

        try (var again = new Listener(Person.ada(), left)) {
            await().until(() -> again.statesOf(action.id()), List.of("PENDING")::equals);
        }
    }

    private void isToldToLoadAnew(String lastEventId) {
        try (var listener = new Listener(Person.ada(), lastEventId)) {
            await().untilAsserted(() -> assertThat(listener.lines).anyMatch(line -> line.matches("event: ?reset")));
            var action = AnAction.postingAMessage();
            Topics.send(action.build());
            await().until(() -> listener.statesOf(action.id()), List.of("PENDING")::equals);
        }
    }

    @Test
    void whoResumesFromBeforeARestoredDatabaseIsToldToLoadAnew() {
        String left;
        try (var listener = new Listener(Person.ada(), null)) {
            left = listener.firstId();
            assertThat(listener.lines).noneMatch(line -> line.matches("event: ?reset"));
        }

        isToldToLoadAnew("999999999999");
        isToldToLoadAnew(left.substring(0, left.indexOf('-')) + "-6f00.00000001");
        isToldToLoadAnew("no id of ours");
    }

    @Test
    void whoResumesFromWhatIsNoLongerKeptIsToldToLoadAnew() {
        String left;
        try (var listener = new Listener(Person.ada(), null)) {
            left = listener.firstId();
        }
        for (int i = 0; i < 2; i++) {
            var action = AnAction.postingAMessage();
            Topics.send(action.build());
            Topics.await1(action.id(), ActionDecided.Pending.class);
        }
        long seq = Long.parseLong(left.substring(0, left.indexOf('-')));
        jdbi.useHandle(
                handle -> handle.execute("delete from inbox_feed where principal = 'auth0|ada' and seq <= ?", seq + 1));

        isToldToLoadAnew(left);
    }
}

package dev.approvalcopilot.audit.stream;

import static dev.approvalcopilot.audit.testing.Api.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.audit.testing.Api;
import dev.approvalcopilot.audit.testing.Story;
import dev.approvalcopilot.audit.testing.Topics;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The live log. */
@QuarkusTest
class StreamResourceTest {

    @TestHTTPResource("/api/audit/stream")
    URI address;

    @Test
    void showsNewEntriesAsTheyComeAndNothingOfOthers() {
        try (var stream = open("ada", null)) {
            var bobs = Topics.tell(Story.of("bob"));
            var adas = Topics.tell(Story.of("ada"));

            stream.await(lines -> count(lines, adas) == 7);
            assertThat(stream.text()).doesNotContain(bobs.id().toString()).doesNotContain("auth0|bob");
            assertThat(stream.text()).doesNotContain(Story.EVIDENCE).doesNotContain(Story.SIGNATURE);
        }
    }

    @Test
    void showsTheOperatorTheEntriesOfAll() {
        try (var stream = open("olga", null)) {
            var bobs = Topics.tell(Story.of("bob"));
            var adas = Topics.tell(Story.of("ada"));

            stream.await(lines -> count(lines, adas) == 7 && count(lines, bobs) == 7);
        }
    }

    @Test
    void goesOnAfterTheLastEventId() {
        var story = Topics.tell(Story.of("ada"));
        var seqs = Api.as("ada").awaitRun(story.run(), 7).getList("entries.seq", Long.class);

        try (var stream = open("ada", seqs.get(2).toString())) {
            stream.await(lines -> lines.contains("id:" + seqs.getLast()));
            assertThat(stream.lines)
                    .contains("id:" + seqs.get(3))
                    .doesNotContain("id:" + seqs.get(2), "id:" + seqs.get(0));
        }
    }

    @Test
    void takesTheFiltersOfTheSearch() {
        var story = Story.of("ada");
        try (var stream = open("ada", "0", "?type=dev.approvalcopilot.action.approved.v1&action=" + story.id())) {
            Topics.tell(story);

            stream.await(lines -> count(lines, story) == 1);
            Api.as("ada").awaitRun(story.run(), 7);
            assertThat(count(stream.lines, story)).isEqualTo(1);
        }
    }

    @Test
    void refusesAnEventIdThatIsNone() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request("ada", "x", "").build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("invalid_cursor");
        }
    }

    private static long count(List<String> lines, Story story) {
        return lines.stream()
                .filter(line -> line.startsWith("data:"))
                .filter(line -> line.contains("\"run\":\"" + story.run()))
                .count();
    }

    private Open open(String reader, String lastEventId) {
        return open(reader, lastEventId, "");
    }

    /** Open, and past the point from which it shows what is new. */
    private Open open(String reader, String lastEventId, String query) {
        var client = HttpClient.newHttpClient();
        var open = new Open(client);
        client.sendAsync(request(reader, lastEventId, query).build(), BodyHandlers.ofLines())
                .thenAccept(answer -> answer.body().forEach(open.lines::add));
        if (lastEventId == null) {
            open.await(lines -> !lines.isEmpty());
        }
        return open;
    }

    private HttpRequest.Builder request(String reader, String lastEventId, String query) {
        var request = HttpRequest.newBuilder(URI.create(address + query))
                .header("Authorization", "Bearer " + Api.as(reader).token())
                .header("Accept", "text/event-stream");
        return lastEventId == null ? request : request.header("Last-Event-ID", lastEventId);
    }

    private static final class Open implements AutoCloseable {

        private final HttpClient client;
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Open(HttpClient client) {
            this.client = client;
        }

        void await(Predicate<List<String>> condition) {
            Awaitility.await().atMost(LONG_ENOUGH).until(() -> condition.test(lines));
        }

        String text() {
            return String.join("\n", lines);
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }
}

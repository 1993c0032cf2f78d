package dev.approvalcopilot.planner.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.planner.testing.OnLocalStack;
import dev.approvalcopilot.planner.testing.TestRun;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnLocalStack
class RunEventsResourceTest {

    @TestHTTPResource("/api/runs/")
    URI runs;

    @Test
    void tellsEverythingInOrderAndEndsWithTheRun() throws Exception {
        var run = TestRun.of("Look at the repository acme/old-site.");
        var stream = CompletableFuture.supplyAsync(() -> follow(run, null));
        run.awaitStep(1);
        run.pending(1);
        run.awaitStepState(1, "PENDING");
        run.succeeded(1);

        var lines = stream.get(20, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(values(lines, "event:"))
                .containsExactly("started", "turn", "step", "step", "step", "thinking", "ended");
        assertThat(values(lines, "id:")).containsExactly("1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void resumesAfterTheLastEventThatWasSeen() {
        var run = TestRun.of("Use the unknown tool.");
        run.awaitStatus("COMPLETED");
        var all = follow(run, null);
        var rest = follow(run, "2");

        assertThat(values(rest, "id:")).startsWith("3");
        assertThat(values(all, "id:").subList(2, values(all, "id:").size())).isEqualTo(values(rest, "id:"));
        assertThat(values(rest, "event:")).endsWith("ended");
    }

    @Test
    void showsSignsOfLifeWhileNothingHappens() throws IOException, InterruptedException {
        var run = TestRun.of("Look at the repository acme/old-site.");
        run.awaitStep(1);
        try (var lines = open(run, null)) {
            assertThat(lines.anyMatch(line -> line.startsWith(":"))).isTrue();
        }
    }

    @Test
    void refusesALastEventIdThatIsNoNumber() {
        var run = TestRun.of("Use the unknown tool.");
        given().auth()
                .oauth2(run.token())
                .header("Last-Event-ID", "seven")
                .get("/api/runs/" + run.id() + "/events")
                .then()
                .statusCode(400);
    }

    private List<String> follow(TestRun run, String lastEventId) {
        try (var lines = open(run, lastEventId)) {
            return lines.toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Stream<String> open(TestRun run, String lastEventId) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(runs.resolve(run.id() + "/events"))
                .header("Authorization", "Bearer " + run.token())
                .header("Accept", "text/event-stream")
                .timeout(Duration.ofSeconds(20));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        // Not closed here: the stream's lines are read by the caller.
        var client = HttpClient.newHttpClient();
        var answer = client.send(request.build(), BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> values(List<String> lines, String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).strip())
                .toList();
    }
}

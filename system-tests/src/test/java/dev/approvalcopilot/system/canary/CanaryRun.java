package dev.approvalcopilot.system.canary;

import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.Person;
import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.Verdict;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.system.testing.Product;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Three people, every kind of tool, and a world around that fails all the time. */
final class CanaryRun {
    private static final Duration LIMIT = Duration.ofSeconds(240);
    private static final List<String> PEOPLE = List.of("ada", "bob", "carol");
    static final boolean LONG = Boolean.getBoolean("tests.long");
    private static final int WAVES = LONG ? 4 : 1;
    private static final int RUNS_OF_A_PERSON = 4;

    /** Side by side: one turn of the model proposes them all. */
    private static final String GOAL = "post 'Canary %1$s' to #random and list the channels"
            + " and list the open issues of octo/website and search my mail for 'canary'";

    private final Product product;
    private final Collection<String> heard = new ConcurrentLinkedQueue<>();
    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final List<Run> ended = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();

    CanaryRun(Product product) {
        this.product = product;
    }

    /** @return what the services answered to everybody */
    Collection<String> play() throws Exception {
        var deciding = PEOPLE.stream()
                .map(name -> Thread.ofVirtual().name("decides-" + name).start(() -> decide(name)))
                .toList();
        try {
            for (int wave = 0; wave < WAVES; wave++) {
                faults();
                strangeRequests();
                awaitAll(start(wave));
            }
            product.providers().reset();
            awaitAll(List.of(start("ada", "delete the repository octo/old-blog")));
        } finally {
            over.set(true);
            for (var thread : deciding) {
                thread.join();
            }
            product.faults(Part.PROVIDERS).clear();
            product.faults(Part.MODEL).clear();
        }
        heard.addAll(PageVisit.of(product.installation(), "ada"));
        as("olga").audit("");
        return heard;
    }

    /** All runs, at their ends. */
    List<Run> ended() {
        return ended;
    }

    private record Started(String person, UUID run) {}

    private List<Started> start(int wave) {
        var started = new ArrayList<Started>();
        for (var name : PEOPLE) {
            for (int number = 0; number < RUNS_OF_A_PERSON; number++) {
                started.add(start(name, GOAL.formatted(wave + "." + number + " of " + name)));
            }
        }
        started.add(start(
                "ada",
                "create an issue in octo/website titled 'Canary' and comment 'Canary' on issue 1 of octo/website"));
        started.add(
                start(
                        "bob",
                        "create an event 'Canary' from 2027-01-01T10:00:00Z to 2027-01-01T11:00:00Z and list my calendar events"));
        started.add(start("carol", "use the unknown tool and break the schema"));
        if (wave == 0) {
            started.add(start("bob", "send a mail to carol@acme.test with the subject 'Canary' and the text 'Canary'"));
        }
        return started;
    }

    private Started start(String name, String goal) {
        return new Started(name, as(name).startRun(goal).id());
    }

    private void awaitAll(List<Started> started) {
        for (var one : started) {
            ended.add(await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(300))
                    .until(
                            () -> as(one.person()).run(one.run()),
                            run -> run.status().ended()));
        }
    }

    /** Every kind of failure at every provider, at Auth0 and at the model; each is used up by as many calls. */
    private void faults() {
        var providers = product.faults(Part.PROVIDERS);
        providers.clear();
        for (var path : List.of("/slack", "/github", "/gmail", "/calendar")) {
            order(providers::order, path, "STATUS", 500);
            order(providers::order, path, "ECHO", 200);
            order(providers::order, path, "ECHO", 422);
            order(providers::order, path, "STATUS", 503);
            order(providers::order, path, "DROP_AFTER_APPLY", 0);
            order(providers::order, path, "ECHO", 500);
            order(providers::order, path, "DROP_BEFORE_APPLY", 0);
        }
        providers.order(Map.of("match", Map.of("pathPrefix", "/slack"), "kind", "SLOW", "millis", 5500, "times", 1));
        order(product.faults(Part.MODEL)::order, "/v1", "STATUS", 503);
        order(product.faults(Part.MODEL)::order, "/v1", "DROP", 0);
        order(product.faults(Part.MODEL)::order, "/v1", "ECHO", 500);
        for (int status : List.of(503, 429)) {
            product.auth0().refuse(status);
        }
    }

    private static void order(Consumer<Map<String, Object>> faults, String path, String kind, int status) {
        faults.accept(Map.of("match", Map.of("pathPrefix", path), "kind", kind, "status", status, "times", 1));
    }

    /** A token at a service that it was not made for, and records that nobody can read. */
    private void strangeRequests() throws Exception {
        var ada = person("ada");
        var misplaced = new CopilotClient(
                product.installation(),
                (_, _) -> ada.token("https://copilot.local/planner", "runs:read runs:write"),
                heard::add);
        try {
            misplaced.pending();
        } catch (RuntimeException e) {
            heard.add(String.valueOf(e.getMessage()));
        }
        for (var topic : List.of(Topic.GRANTS_ISSUED, Topic.ACTIONS_PROPOSED, Topic.ACTIONS_EXECUTED)) {
            product.broker()
                    .send(
                            new ProducerRecord<>(
                                    topic.topicName(), Ids.next().toString(), "{".getBytes(StandardCharsets.UTF_8)),
                            topic.writer());
        }
    }

    /** With tokens of their own. */
    private Person person(String name) {
        return people.computeIfAbsent(name, _ -> Person.of(product.installation(), name));
    }

    private CopilotClient as(String name) {
        return new CopilotClient(product.installation(), person(name), heard::add);
    }

    /** Approves most, rejects some and what cannot be approved, and logs in anew where that is asked for. */
    private void decide(String name) {
        var client = as(name);
        var person = person(name);
        await().forever().pollInterval(Duration.ofMillis(100)).until(() -> {
            for (var waiting : client.pending()) {
                decide(client, person, waiting.id());
            }
            return over.get();
        });
    }

    private static void decide(CopilotClient client, Person person, UUID id) {
        var action = client.action(id);
        if (action.tool().equals("slack.list_channels") && id.getLeastSignificantBits() % 4 == 0) {
            client.reject(action, "Not this time.");
            return;
        }
        switch (client.approve(action)) {
            case Verdict.Decided _ -> {}
            case Verdict.LoginNeeded login -> {
                person.stepUp(login.stepUp());
                client.approve(action);
            }
            case Verdict.Declined _ -> client.reject(action, "Not with this account.");
        }
    }
}

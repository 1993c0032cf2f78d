package dev.approvalcopilot.system.attack;

import static dev.approvalcopilot.local.auth0.LocalTenant.APPROVAL;
import static dev.approvalcopilot.local.auth0.LocalTenant.AUDIT;
import static dev.approvalcopilot.local.auth0.LocalTenant.PLANNER;
import static dev.approvalcopilot.local.auth0.LocalTenant.RISK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.system.attack.EndpointRow.Kind;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every endpoint of every service, asked by nobody, with a token of another API, and by bob for what is ada's. An endpoint
 * without a row fails the first test.
 */
@WholeProduct
@TestInstance(Lifecycle.PER_CLASS)
class EveryEndpointTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UUID UNKNOWN = UUID.fromString("0198f3a0-0000-7000-8000-000000000000");
    private static final String UNKNOWN_ENTRY = "999999999999";
    private static final String POST = "slack.post_message";

    private final HttpClient http = HttpClient.newHttpClient();
    private Product product;
    private Thing adas;
    private Thing bobs;
    private Action bobsAction;
    private PageSession page;

    /** One person's run with an action that waits, and an audit entry about it. */
    private record Thing(UUID run, UUID action, String entry) {
        String in(String path) {
            return path.replace("ACTION", action.toString())
                    .replace("RUN", run.toString())
                    .replace("ENTRY", entry);
        }
    }

    @BeforeAll
    void prepare(Product product) {
        this.product = product;
        this.adas = thing("ada");
        this.bobs = thing("bob");
        this.bobsAction = product.as("bob").action(bobs.action());
        this.page = PageSession.of(product.installation(), "bob");
    }

    private Thing thing(String person) {
        var client = product.as(person);
        var run = client.startRun("post 'Mine alone' to #general").id();
        var action = product.held(client, run, POST);
        var entry = await().atMost(PATIENCE)
                .until(() -> client.audit("action=" + action.id()), found -> !found.isEmpty())
                .getFirst();
        return new Thing(run, action.id(), Long.toString(entry.seq()));
    }

    @AfterAll
    void nothingWasDecided() {
        for (var person : Map.of("ada", adas, "bob", bobs).entrySet()) {
            var client = product.as(person.getKey());
            var action = client.action(person.getValue().action());
            assertThat(action.state()).isEqualTo(State.PENDING);
            assertThat(product.effectsOf(action)).isEmpty();
            client.reject(action, "enough");
        }
    }

    @Test
    void everyEndpointHasItsRow() throws Exception {
        assertThat(EndpointRow.all().map(EndpointRow::endpoint)).containsExactlyInAnyOrderElementsOf(Endpoints.all());
    }

    static Stream<Arguments> ordersOfOperators() {
        return Stream.of(
                arguments("GET", "/halts"),
                arguments("PUT", "/halts/:scope"),
                arguments("POST", "/halts/:scope/resumption"));
    }

    @Test
    void everyEndpointOfTheManagementPortHasItsRow() throws Exception {
        assertThat(ordersOfOperators().map(row -> row.get()[1]))
                .containsExactlyInAnyOrderElementsOf(Endpoints.management());
    }

    /** Nobody, a person's token for another API, and a person who is no operator with one for this. */
    @ParameterizedTest
    @MethodSource("ordersOfOperators")
    void takesOrdersFromOperatorsOnly(String method, String path) throws Exception {
        assertThat(order(method, path, "")).isEqualTo(401);
        assertThat(order(method, path, product.person("olga").token(AUDIT, "audit:read")))
                .isEqualTo(401);
        assertThat(order(method, path, product.person("ada").token(LocalTenant.GATEWAY, "halts:write")))
                .isEqualTo(403);
    }

    private int order(String method, String path, String token) throws Exception {
        var address = product.installation().address(Service.GATEWAY) + path.replace(":scope", "agent:nobody");
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString("{\"reason\":\"Because\"}"));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    static Stream<EndpointRow> bearer() {
        return EndpointRow.all().filter(row -> !row.audience().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bearer")
    void saysNothingToNobodyAndToATokenOfAnotherApi(EndpointRow row) throws Exception {
        var other = row.audience().equals(AUDIT) ? PLANNER : AUDIT;

        assertThat(send(row, adas, "").statusCode()).isEqualTo(401);
        assertThat(send(row, adas, product.person("ada").token(other, "openid")).statusCode())
                .isEqualTo(401);
    }

    static Stream<EndpointRow> ones() {
        return EndpointRow.all().filter(row -> row.kind() == Kind.ONE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ones")
    void answersAForeignThingLikeNone(EndpointRow row) throws Exception {
        var foreign = send(row, adas, bobsToken(row));
        var none = send(row, new Thing(UNKNOWN, UNKNOWN, UNKNOWN_ENTRY), bobsToken(row));

        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(masked(foreign.body())).isEqualTo(masked(none.body()));
    }

    static Stream<EndpointRow> lists() {
        return EndpointRow.all().filter(row -> row.kind() == Kind.LIST);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    void listsNothingForeign(EndpointRow row) throws Exception {
        assertThat(send(row, bobs, bobsToken(row)).body()).contains(bobs.run().toString());
        assertThat(send(row, adas, bobsToken(row)).body())
                .doesNotContain(adas.run().toString(), adas.action().toString());
    }

    static Stream<EndpointRow> streams() {
        return EndpointRow.all().filter(row -> row.kind() == Kind.STREAM || row.kind() == Kind.PAGE_STREAM);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void streamsNothingForeign(EndpointRow row) throws Exception {
        var planner = new HostilePlanner(product, "onlooker");
        try (var stream = new Lines(open(row))) {
            var adasNew = planner.message("ada", "For Ada's eyes");
            var bobsNew = planner.message("bob", "For Bob's eyes");

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stream.seen())
                            .anyMatch(line -> line.contains(bobsNew.id().toString())));
            assertThat(stream.seen())
                    .noneMatch(line -> line.contains(adasNew.id().toString()))
                    .noneMatch(line -> line.contains(adas.action().toString()));
        }
    }

    static Stream<EndpointRow> pages() {
        return EndpointRow.all().filter(row -> row.kind().name().startsWith("PAGE"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void showsNoPageWithoutASession(EndpointRow row) {
        var stranger = PageSession.none(product.installation());

        var answer = ask(stranger, row, adas);

        assertThat(answer.statusCode()).isNotEqualTo(200);
        assertThat(answer.body()).doesNotContain("Mine alone");
    }

    static Stream<EndpointRow> pagesOfOne() {
        return EndpointRow.all().filter(row -> row.kind() == Kind.PAGE_ONE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pagesOfOne")
    void showsAForeignThingLikeNone(EndpointRow row) {
        var foreign = ask(page, row, adas);
        var none = ask(page, row, new Thing(UNKNOWN, UNKNOWN, UNKNOWN_ENTRY));

        assertThat(foreign.statusCode()).isIn(303, 404).isEqualTo(none.statusCode());
        assertThat(masked(foreign.body())).isEqualTo(masked(none.body())).doesNotContain("Mine alone");
    }

    static Stream<EndpointRow> pagesOfMany() {
        return EndpointRow.all().filter(row -> row.kind() == Kind.PAGE_LIST);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pagesOfMany")
    void showsNothingForeign(EndpointRow row) {
        var many = page.get(adas.in(row.path()));

        assertThat(many.statusCode()).isEqualTo(200);
        assertThat(many.body())
                .doesNotContain(adas.action().toString(), adas.run().toString());
    }

    @Test
    void theInboxHoldsOnesOwn() {
        assertThat(page.get("/").body()).contains(bobs.action().toString());
    }

    static Stream<EndpointRow> open() {
        return EndpointRow.all().filter(row -> row.kind() == Kind.OPEN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("open")
    void saysNothingOfAnybodyToEverybody(EndpointRow row) {
        var nobody = PageSession.none(product.installation());
        var known = nobody.get(adas.in(row.path()));
        var unknown = nobody.get(row.path().replace("ACTION", UNKNOWN.toString()));

        assertThat(known.statusCode()).isIn(200, 400, 404).isEqualTo(unknown.statusCode());
        assertThat(masked(known.body())).isEqualTo(masked(unknown.body()));
    }

    private String bobsToken(EndpointRow row) {
        return product.person("bob").token(row.audience(), scope(row.audience()));
    }

    private static String scope(String audience) {
        return switch (audience) {
            case PLANNER -> "runs:read runs:write";
            case RISK -> "risk:read";
            case APPROVAL -> "actions:read actions:decide";
            default -> "audit:read";
        };
    }

    private HttpResponse<String> send(EndpointRow row, Thing thing, String token) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create(product.installation().address(row.service()) + thing.in(row.path())))
                .timeout(PATIENCE);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (row.method().equals("POST")) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body(row, thing)));
        }
        if (row.method().equals("DELETE")) {
            request.DELETE();
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** As the endpoint wants it, of a decision on the very thing: digest and view are no secrets. */
    private String body(EndpointRow row, Thing thing) {
        var shown = thing.equals(adas) ? product.as("ada").action(adas.action()) : bobsAction;
        var body = Json.MAPPER.createObjectNode();
        if (row.path().endsWith("/reconciliation")) {
            body.put("happened", true).put("note", "Mine now");
        } else if (row.path().endsWith("/edit")) {
            body.put("digest", shown.digest()).put("view", shown.view());
            body.putObject("arguments").put("channel", "#general").put("text", "Mine now");
        } else {
            body.put("decision", "approve").put("digest", shown.digest()).put("view", shown.view());
        }
        return body.toString();
    }

    /** In a batch too a foreign action is answered like none. */
    @Test
    void aBatchDecidesNothingForeign() throws Exception {
        var adasAction = product.as("ada").action(adas.action());
        var batch = Json.MAPPER.createObjectNode();
        var decisions = batch.putArray("decisions");
        for (var id : List.of(adas.action(), UNKNOWN)) {
            decisions
                    .addObject()
                    .put("id", id.toString())
                    .put("decision", "approve")
                    .put("digest", adasAction.digest())
                    .put("view", adasAction.view());
        }
        var request = HttpRequest.newBuilder(
                        URI.create(product.installation().address(Service.APPROVAL) + "/api/actions/decisions"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + product.person("bob").token(APPROVAL, scope(APPROVAL)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(batch.toString()))
                .build();

        var results = Json.MAPPER
                .readTree(http.send(request, BodyHandlers.ofString()).body())
                .path("results");

        assertThat(results)
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.path("status").asInt()).isEqualTo(404));
        assertThat(masked(results.path(0).toString()))
                .isEqualTo(masked(results.path(1).toString()));
    }

    private HttpResponse<String> ask(PageSession session, EndpointRow row, Thing thing) {
        var path = thing.in(row.path());
        return row.method().equals("POST") ? session.post(path, form()) : session.get(path);
    }

    /** Bob's own form with a true token, for somebody else's action. */
    private Map<String, String> form() {
        var form = page.form(bobs.action());
        form.put("reason", "Not mine");
        form.put("text", "Not mine");
        form.put("happened", "yes");
        return form;
    }

    private HttpResponse<Stream<String>> open(EndpointRow row) throws Exception {
        var address = URI.create(product.installation().address(row.service()) + row.path());
        var request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        if (row.audience().isEmpty()) {
            request.header("Cookie", page.cookies());
        } else {
            request.header("Authorization", "Bearer " + bobsToken(row));
        }
        return http.send(request.build(), BodyHandlers.ofLines());
    }

    private static String masked(String body) {
        return body.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("\\b[0-9]{1,18}\\b", "N")
                .replaceAll("value=\"[^\"]*\"", "VALUE");
    }

    /** Reads a stream on until closed. */
    private static final class Lines implements AutoCloseable {
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        private final Stream<String> source;

        Lines(HttpResponse<Stream<String>> answer) {
            assertThat(answer.statusCode()).isEqualTo(200);
            source = answer.body();
            Thread.ofVirtual().start(() -> {
                try {
                    source.forEach(lines::add);
                } catch (RuntimeException e) {
                    // Closed, here or there.
                }
            });
        }

        ConcurrentLinkedQueue<String> seen() {
            return lines;
        }

        @Override
        public void close() {
            source.close();
        }
    }
}

package dev.approvalcopilot.system.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.auth0.Leeway;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.auth0.BrowserlessLogin;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import dev.approvalcopilot.local.client.Verdict.LoginNeeded;
import dev.approvalcopilot.system.testing.Answers;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The step-up at the approval-service, with a browser that does what its owner or somebody else wants: it strips what the
 * authorization request asks for, changes hands, or comes back elsewhere.
 */
@WholeProduct
@TestInstance(Lifecycle.PER_CLASS)
class StepUpAttackTest {
    private static final String NOTHING = "";
    /** Less than what is passed over, so that the login counts, and soon is too old all the same. */
    private static final Duration BEHIND = Leeway.OF_CLOCKS.minusSeconds(5);

    private static final List<String> ASKED = List.of("prompt", "max_age", "acr_values");

    private Product product;
    private HostilePlanner planner;
    private BrowserlessLogin browser;

    private record Row(String attack, String code, boolean secondFactor, Map<String, String> request) {
        @Override
        public String toString() {
            return attack;
        }
    }

    /** A session that answers silently from now on. */
    @BeforeAll
    void logInOnce(Product product) {
        this.product = product;
        this.planner = new HostilePlanner(product, "phisher");
        this.browser = HostileLogin.browser(product.installation(), "ada");
        logIn();
    }

    private void logIn() {
        browser.follow(pressed(browser, stepUp(held())));
    }

    /** Waits until it is older than what is proposed now, with Auth0's whole seconds and the leeway for its clock. */
    private void logInLongAgo() {
        product.auth0().clockBehind(BEHIND);
        logIn();
        product.auth0().clockBehind(Duration.ZERO);
        var older = Instant.now().plus(Leeway.OF_CLOCKS).minus(BEHIND).plusSeconds(2);
        await().atMost(Duration.ofSeconds(20)).until(() -> Instant.now().isAfter(older));
    }

    @AfterEach
    void theSecondFactorIsAskedForAgain() {
        product.auth0().secondFactor(true, List.of("copilot-presence"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aStrippedRequestIsNoStepUp(Row row) {
        if (row.code().equals("BEFORE_PROPOSAL")) {
            logInLongAgo();
        }
        var deletion = held();
        product.auth0().secondFactor(row.secondFactor(), List.of());
        var authorize = pressed(browser, stepUp(deletion));

        var answer = send(browser, browser.follow(with(authorize, row.request())));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("does not count as a fresh login for this action");
        refused(deletion, row.code());
    }

    private static Stream<Row> aStrippedRequestIsNoStepUp() {
        return Stream.of(
                new Row("everything stripped: silent SSO", "NO_AUTH_TIME", false, strip(ASKED)),
                new Row(
                        "an old login is enough: auth_time did not move",
                        "BEFORE_PROPOSAL",
                        false,
                        Map.of("prompt", NOTHING, "max_age", "3600", "acr_values", NOTHING)),
                new Row("acr stripped", "NO_SECOND_FACTOR", true, strip(List.of("acr_values"))),
                new Row("acr asked for and not granted", "NO_SECOND_FACTOR", false, Map.of()),
                new Row(
                        "a social login with a linked account",
                        "NO_SECOND_FACTOR",
                        false,
                        Map.of("connection", "google-oauth2")),
                new Row("another nonce", "NONCE", true, Map.of("nonce", "mine")));
    }

    @Test
    void aStepUpBegunByOnePersonAndEndedByAnotherDoesNotCount() {
        var deletion = held();
        var adas = HostileLogin.browser(product.installation(), "ada");
        var authorize = pressed(adas, stepUp(deletion));
        var bobAtAdasBrowser = adas.as(HostileLogin.credentials(product.installation(), "bob"));

        var answer = send(adas, bobAtAdasBrowser.follow(authorize));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("somebody else");
        refused(deletion, "SUBJECT");
    }

    @Test
    void aStepUpThatComesBackInAnotherBrowserDoesNotCount() {
        var deletion = held();
        var callback = browser.follow(pressed(browser, stepUp(deletion)));
        var attackers = HostileLogin.browser(product.installation(), "bob");

        var answer = send(attackers, callback);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("This browser did not start the login");
        needsLoginStill(deletion);
    }

    @Test
    void aCodeOfAnotherLoginDoesNotCount() {
        var first = held();
        var second = held();
        var callbackOfFirst = browser.follow(pressed(browser, stepUp(first)));
        var callbackOfSecond = browser.follow(pressed(browser, stepUp(second)));
        var code = BrowserlessLogin.callback(callbackOfFirst).get("code");

        var answer = send(browser, with(callbackOfSecond, Map.of("code", code)));

        assertThat(answer.status()).isEqualTo(400);
        needsLoginStill(first);
        needsLoginStill(second);
    }

    @Test
    void aLinkThatWasUsedOrForgedOpensNothing() {
        var deletion = held();
        var link = stepUp(deletion);
        assertThat(browser.press(link).statusCode()).isEqualTo(303);

        assertThat(send(browser, link).status()).isEqualTo(404);
        assertThat(send(browser, URI.create(link.toString().replaceFirst("ticket=.*", "ticket=guessed")))
                        .status())
                .isEqualTo(404);
        needsLoginStill(deletion);
    }

    /** The edit is another action with another digest, and needs a login of its own. */
    @Test
    void aStepUpIsWorthlessAfterAnEdit() throws Exception {
        var deletion = held();
        assertThat(send(browser, browser.follow(pressed(browser, stepUp(deletion))))
                        .status())
                .isEqualTo(200);

        var successor = edited(deletion);

        var ada = product.as("ada");
        assertThat(ada.approve(successor)).isInstanceOf(LoginNeeded.class);
        assertThat(ada.approve(ada.action(deletion.id()))).isInstanceOf(Verdict.Declined.class);
        assertThat(product.effectsOf(successor)).isEmpty();
        ada.reject(successor, "enough");
    }

    private Action edited(Lure deletion) throws Exception {
        var ada = product.as("ada");
        var shown = ada.action(deletion.id());
        var body = Json.MAPPER.createObjectNode().put("digest", shown.digest()).put("view", shown.view());
        body.putObject("arguments")
                .put("owner", "octo")
                .put("repo", "handbook")
                .put("expected_pushed_at", "2001-01-01T00:00:00Z");
        var address = product.installation().address(Service.APPROVAL) + "/api/actions/" + deletion.id() + "/edit";
        var request = HttpRequest.newBuilder(URI.create(address))
                .header(
                        "Authorization",
                        "Bearer " + product.person("ada").token(LocalTenant.APPROVAL, "actions:read actions:decide"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        var answer = Json.MAPPER.readTree(
                browser.http().send(request, BodyHandlers.ofString()).body());
        var successor = UUID.fromString(answer.path("successor").asText());
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> Answers.onceKnown(() -> ada.action(successor)), Optional::isPresent)
                .orElseThrow();
    }

    private Lure held() {
        try {
            return planner.deletion("ada", "old-blog");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the button of the link's page leads. */
    private static URI pressed(BrowserlessLogin browser, URI link) {
        return URI.create(browser.press(link).headers().firstValue("Location").orElseThrow());
    }

    private URI stepUp(Lure deletion) {
        var ada = product.as("ada");
        return ((LoginNeeded) ada.approve(ada.action(deletion.id()))).stepUp();
    }

    private void refused(Lure deletion, String code) {
        var said = product.securityEvent(Service.APPROVAL, "presence_refused", deletion.id());
        assertThat(said.data().path("detail").asText()).endsWith(": " + code);
        needsLoginStill(deletion);
    }

    private void needsLoginStill(Lure deletion) {
        var ada = product.as("ada");
        var action = ada.action(deletion.id());
        assertThat(ada.approve(action)).isInstanceOf(LoginNeeded.class);
        assertThat(ada.action(deletion.id()).state()).isEqualTo(State.PENDING);
        assertThat(product.effectsOf(action)).isEmpty();
    }

    private static Map<String, String> strip(List<String> names) {
        return names.stream().collect(Collectors.toMap(name -> name, _ -> NOTHING));
    }

    /** @param parameters to replace; those without a value are left out */
    private static URI with(URI address, Map<String, String> parameters) {
        var query = new LinkedHashMap<>(BrowserlessLogin.callback(address));
        query.putAll(parameters);
        query.values().removeIf(String::isEmpty);
        var text = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(address.toString().replaceFirst("\\?.*", "?") + text);
    }

    private record Answer(int status, String body, URI location) {}

    private static Answer send(BrowserlessLogin browser, URI address) {
        try {
            HttpResponse<String> answer = browser.http()
                    .send(
                            HttpRequest.newBuilder(address)
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("Location").map(URI::create).orElse(null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

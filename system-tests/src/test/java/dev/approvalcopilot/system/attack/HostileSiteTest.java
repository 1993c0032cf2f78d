package dev.approvalcopilot.system.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.sun.net.httpserver.HttpServer;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.auth0.User;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.testing.BrowserProgram;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A web page that the approver has open, in a real browser that is signed in, or with forms that know all but the token. */
@WholeProduct
@TestInstance(Lifecycle.PER_CLASS)
class HostileSiteTest {
    private static final List<String> ARGUMENTS =
            List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking");

    private Product product;
    private String approval;
    private Lure lure;
    private Action shown;
    private Playwright playwright;
    private BrowserContext browser;
    private HttpServer site;
    private volatile String content = "";

    @BeforeAll
    void signIn(Product product) throws Exception {
        this.product = product;
        this.approval = product.installation().address(Service.APPROVAL);
        this.lure = new HostilePlanner(product, "site").message("ada", "Clicked by a stranger");
        this.shown = product.as("ada").action(lure.id());
        this.site = hostileSite();
        this.playwright =
                Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(BrowserProgram.find())
                        .setArgs(ARGUMENTS));
        this.browser = chromium.newContext();
        logIn(product.installation().tenant().user("auth0|ada").orElseThrow());
    }

    private HttpServer hostileSite() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = content.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private void logIn(User user) {
        var page = browser.newPage();
        page.navigate(approval + "/actions/" + lure.id());
        page.locator("#username").fill(user.email());
        page.locator("#password").fill(user.password());
        page.getByText("Continue", new Page.GetByTextOptions().setExact(true)).click();
        page.waitForURL(approval + "/actions/" + lure.id());
        page.close();
    }

    @AfterAll
    void close() {
        playwright.close();
        site.stop(0);
        product.as("ada").reject(shown, "enough");
    }

    @AfterEach
    void nothingWasDecided() {
        assertThat(product.as("ada").action(lure.id()).state()).isEqualTo(State.PENDING);
        assertThat(product.effectsOf(shown)).isEmpty();
    }

    /** From another site, and from a neighbour's port, which browsers count as the same site and send cookies for. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void aFormOnAHostilePageDecidesNothing(String host) {
        content = "<form method=\"post\" action=\"" + approval + "/actions/" + lure.id() + "/approve\">"
                + fields(forged()) + "</form><script>document.forms[0].submit()</script>";
        try (var page = browser.newPage()) {
            var answer = page.waitForResponse(
                    response -> response.url().startsWith(approval)
                            && response.request().method().equals("POST"),
                    () -> page.navigate(
                            "http://" + host + ":" + site.getAddress().getPort() + "/"));

            assertThat(answer.status()).isNotEqualTo(200);
        }
    }

    @Test
    void aHostilePageThatFramesTheDecisionSeesNothing() {
        content = "<iframe id=\"bait\" src=\"" + approval + "/actions/" + lure.id() + "\"></iframe>";
        try (var page = browser.newPage()) {
            page.navigate("http://127.0.0.1:" + site.getAddress().getPort() + "/");

            var frame = page.frames().getLast();
            await().atMost(Duration.ofSeconds(15)).until(() -> frame.url().startsWith("chrome-error:"));
            assertThat(frame.locator("button.approve").count()).isZero();
        }
    }

    /** A session's cookies and everything that is no secret, in the ways in which a form can be sent. */
    @ParameterizedTest
    @ValueSource(strings = {"no token", "an empty token", "a guessed token", "the token of another session"})
    void aFormWithoutTheSessionsOwnTokenDecidesNothing(String attack) throws Exception {
        var victim = PageSession.of(product.installation(), "ada");
        victim.get("/actions/" + lure.id());
        var form = new TreeMap<>(forged());
        switch (attack) {
            case "no token" -> {}
            case "an empty token" -> form.put("csrf-token", "");
            case "a guessed token" -> form.put("csrf-token", "AAAAAAAAAAAAAAAAAAAAAA");
            default -> form.put("csrf-token", tokenOfBob());
        }

        assertThat(victim.post("/actions/" + lure.id() + "/approve", form).statusCode())
                .isEqualTo(400);
    }

    /** What is no form needs no preflight either, if it claims to be text. */
    @Test
    void aDecisionInAnotherContentTypeDecidesNothing() {
        var victim = PageSession.of(product.installation(), "ada");
        var body = "{\"decision\":\"approve\",\"digest\":\"" + shown.digest() + "\",\"view\":\"" + shown.view() + "\"}";

        assertThat(victim.post("/api/actions/" + lure.id() + "/decision", "text/plain", body, Map.of())
                        .statusCode())
                .isIn(401, 415);
        assertThat(victim.post("/api/actions/" + lure.id() + "/decision", "application/json", body, Map.of())
                        .statusCode())
                .isEqualTo(401);
        assertThat(victim.post(
                                "/actions/" + lure.id() + "/approve",
                                "text/plain",
                                PageSession.encoded(forged()),
                                Map.of())
                        .statusCode())
                .isNotEqualTo(200);
    }

    /** The attacker has a session too, and reads its token. */
    private String tokenOfBob() throws SQLException {
        var own = new HostilePlanner(product, "site").message("bob", "Bait");
        return PageSession.of(product.installation(), "bob").form(own.id()).get("csrf-token");
    }

    private Map<String, String> forged() {
        return Map.of("digest", shown.digest(), "view", shown.view(), "shown", "", "key", "k");
    }

    private static String fields(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field ->
                        "<input type=\"hidden\" name=\"" + field.getKey() + "\" value=\"" + field.getValue() + "\">")
                .collect(Collectors.joining());
    }
}

package dev.approvalcopilot.approval.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.auth0.Totp;
import dev.approvalcopilot.local.auth0.User;
import dev.approvalcopilot.local.testing.LocalStackResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person before a browser of their own. Closing it checks what the browser complained about. */
final class Visit implements AutoCloseable {
    private static final double TIMEOUT_MS = 40_000;
    private static final int DESKTOP_WIDTH = 1100;
    private static final int HEIGHT = 900;

    /** Sessions are kept, so that most tests need no login. */
    private static final Map<String, String> SESSIONS = new HashMap<>();

    private final User user;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Visit(String name, NewContextOptions options) {
        this.user = user(name);
        this.context = Chromium.browser().newContext(options.setBaseURL(address()));
        context.setDefaultTimeout(TIMEOUT_MS);
        this.page = newTab();
    }

    /** Somebody who is not signed in. */
    static Visit stranger(String name) {
        return new Visit(name, new NewContextOptions().setViewportSize(DESKTOP_WIDTH, HEIGHT));
    }

    /** Somebody who is. */
    static Visit by(String name) {
        return by(name, DESKTOP_WIDTH, ColorScheme.LIGHT);
    }

    static Visit by(String name, int width, ColorScheme colours) {
        if (!SESSIONS.containsKey(name)) {
            try (var first = stranger(name)) {
                first.page.navigate("/");
                first.logIn();
                first.page.waitForURL(address() + "/");
                SESSIONS.put(name, first.context.storageState());
            }
        }
        return new Visit(
                name,
                new NewContextOptions()
                        .setStorageState(SESSIONS.get(name))
                        .setViewportSize(width, HEIGHT)
                        .setColorScheme(colours));
    }

    /** After this all sign in anew. */
    static void forgetSessions() {
        SESSIONS.clear();
    }

    static String address() {
        return LocalStackResource.installation().address(Service.APPROVAL);
    }

    /** Whose stream is this tab's own, so that a test can come between. */
    Visit withoutSharedWorkers() {
        context.addInitScript("delete globalThis.SharedWorker");
        return this;
    }

    /** For a network that lets everything through but news. */
    static boolean isLiveStream(String url) {
        return url.contains("/live?");
    }

    private static User user(String name) {
        try {
            return LocalStackResource.installation()
                    .tenant()
                    .user("auth0|" + name)
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who they are at the login. */
    User user() {
        return user;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** A second tab of the same browser. */
    Page newTab() {
        var tab = context.newPage();
        tab.onPageError(complaints::add);
        tab.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")
                    || message.text().contains("Refused to")) {
                complaints.add(message.text());
            }
        });
        return tab;
    }

    /** First factor, on whatever login page stands. */
    void logIn() {
        page.locator("#username").fill(user.email());
        page.locator("#password").fill(user.password());
        press("Continue");
    }

    /** Second factor. */
    void giveCode() {
        page.locator("#code").fill(Totp.code(user.totpSecret(), Instant.now()));
        press("Continue");
    }

    /** Opens an action once it is there. */
    Visit open(UUID action) {
        page.navigate("/actions/" + action);
        return this;
    }

    void press(String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    Locator text(String text) {
        return page.getByText(text);
    }

    Locator heading(String text) {
        return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(text));
    }

    /** Waits until changes arrive by themselves. */
    Visit live() {
        page.locator("#live")
                .getByText("Live", new Locator.GetByTextOptions().setExact(true))
                .waitFor();
        return this;
    }

    void screenshot(String name) {
        page.screenshot(new ScreenshotOptions().setPath(Path.of("target/screenshots", name + ".png")));
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).isEmpty();
    }
}

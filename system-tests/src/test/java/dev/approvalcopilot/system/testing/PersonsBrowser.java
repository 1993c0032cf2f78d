package dev.approvalcopilot.system.testing;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.auth0.User;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.testing.BrowserProgram;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The machine's own Chromium with one person before it. */
public final class PersonsBrowser implements AutoCloseable {
    private static final List<String> ARGUMENTS =
            List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking");
    /** Two cores may have other work. */
    private static final double TIMEOUT_MS = 45_000;

    private final Playwright playwright;
    private final User user;
    private final String address;
    private final Page page;

    private PersonsBrowser(Installation installation, User user) {
        this.user = user;
        this.address = installation.address(Service.APPROVAL);
        this.playwright =
                Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.page = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(BrowserProgram.find())
                        .setArgs(ARGUMENTS))
                .newPage();
        page.setDefaultTimeout(TIMEOUT_MS);
    }

    public static PersonsBrowser of(Installation installation, String name) throws IOException {
        return new PersonsBrowser(
                installation, installation.tenant().user("auth0|" + name).orElseThrow());
    }

    public Page page() {
        return page;
    }

    /** Opens a page of the approval-service. */
    public void open(String path) {
        page.navigate(address + path);
    }

    /** First factor, on the login page that stands. */
    public void logIn() {
        page.locator("#username").fill(user.email());
        page.locator("#password").fill(user.password());
        press("Continue");
    }

    public void press(String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    public void follow(String link) {
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(link)).click();
    }

    /** Waits for a heading. */
    public void sees(String heading) {
        page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(heading))
                .waitFor();
    }

    public void arrivesAt(String path) {
        page.waitForURL(address + path);
    }

    @Override
    public void close() {
        playwright.close();
    }
}

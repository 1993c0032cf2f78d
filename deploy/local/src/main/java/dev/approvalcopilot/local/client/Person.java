package dev.approvalcopilot.local.client;

import dev.approvalcopilot.local.auth0.BrowserlessLogin;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Application;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Credentials;
import dev.approvalcopilot.local.stack.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A person of the local tenant at a browser of their own. Tokens come by the code flow with PKCE, once per audience. */
public final class Person implements Bearer {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final String name;
    private final String sub;
    private final BrowserlessLogin browser;
    private final Application application;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private Person(String name, String sub, BrowserlessLogin browser, Application application) {
        this.name = name;
        this.sub = sub;
        this.browser = browser;
        this.application = application;
    }

    /** Through the installation's own command line client, which may also decide. @param name as {@code ada} */
    public static Person of(Installation installation, String name) {
        return of(installation, name, commandLine());
    }

    /** Somebody whom the tenant did not have from the start, by their {@code sub}, which is also their name. */
    public static Person of(Installation installation, String sub, Credentials credentials) {
        var browser = new BrowserlessLogin(URI.create(installation.issuer()), credentials);
        return new Person(sub, sub, browser, commandLine());
    }

    private static Application commandLine() {
        return Application.publicClient("copilot-cli", "http://127.0.0.1/callback");
    }

    /** Through another client, such as an outside agent. */
    public static Person of(Installation installation, String name, Application application) {
        try {
            var credentials = Credentials.of(installation.tenant(), name);
            var browser = new BrowserlessLogin(URI.create(installation.issuer()), credentials);
            return new Person(name, "auth0|" + name, browser, application);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    /** OIDC {@code sub}. */
    public String sub() {
        return sub;
    }

    @Override
    public String token(String audience, String scope) {
        return tokens.computeIfAbsent(
                audience,
                _ -> browser.codeFlow(application, Map.of("audience", audience, "scope", "openid " + scope))
                        .accessToken());
    }

    /**
     * Opens a step-up link, logs in with password and second factor, and follows the way back.
     *
     * @throws IllegalStateException when the login was not accepted, with what the page says
     */
    public void stepUp(URI link) {
        var callback = browser.follow(link);
        try {
            var request = HttpRequest.newBuilder(callback).timeout(TIMEOUT).build();
            var page = browser.http().send(request, BodyHandlers.ofString());
            if (page.statusCode() != 200) {
                throw new IllegalStateException("the fresh login was not accepted: " + text(page.body()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while logging in", e);
        }
    }

    private static String text(String page) {
        return page.replaceAll("(?s)<(style|title)>.*?</\\1>", "")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}

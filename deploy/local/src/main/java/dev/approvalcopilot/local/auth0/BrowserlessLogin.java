package dev.approvalcopilot.local.auth0;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.local.auth0.Client.Credential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * A person at a browser, without either: keeps cookies, fills in the login pages of the stand-in, and stops where the
 * browser would go back to the application. One instance is one browser; a second {@link #follow} finds its session.
 */
public final class BrowserlessLogin {
    private static final int MAX_STEPS = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Pattern FORM =
            Pattern.compile("<form method=\"post\" action=\"([^\"]+)\">(.*?)</form>", Pattern.DOTALL);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
    private static final Pattern ERROR = Pattern.compile("<p class=\"error\"[^>]*>([^<]*)</p>");

    /** What a person knows and has; {@code totpSecret} is base32, or empty for somebody without a second factor. */
    public record Credentials(String username, String password, String totpSecret) {
        /** A person of the local tenant, by the part of the address before the at sign. */
        public static Credentials of(Tenant tenant, String name) {
            var user = tenant.user("auth0|" + name).orElseThrow();
            return new Credentials(user.email(), user.password(), user.totpSecret());
        }

        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }

    /** The client in whose name the flow runs. */
    public record Application(String clientId, Credential credential, String redirectUri) {
        public static Application publicClient(String clientId, String redirectUri) {
            return new Application(clientId, new Credential.None(), redirectUri);
        }

        /** Sends its secret in the body. */
        public static Application withSecret(String clientId, String secret, String redirectUri) {
            return new Application(clientId, new Credential.SecretPost(secret), redirectUri);
        }

        public static Application withBasicSecret(String clientId, String secret, String redirectUri) {
            return new Application(clientId, new Credential.SecretBasic(secret), redirectUri);
        }

        @Override
        public String toString() {
            return "Application[" + clientId + "]";
        }
    }

    /** What the token endpoint answered; a token that it did not send is empty. */
    public record Tokens(String accessToken, String idToken, String refreshToken, String scope, long expiresIn) {
        static Tokens of(JsonNode answer) {
            return new Tokens(
                    answer.path("access_token").asText(""),
                    answer.path("id_token").asText(""),
                    answer.path("refresh_token").asText(""),
                    answer.path("scope").asText(""),
                    answer.path("expires_in").asLong());
        }

        @Override
        public String toString() {
            return "Tokens[" + scope + "]";
        }
    }

    private final URI issuer;
    private final Credentials credentials;
    private final HttpClient http;

    public BrowserlessLogin(URI issuer, Credentials credentials) {
        this(issuer, credentials, browser().build());
    }

    /** For a tenant behind HTTPS. {@code tls} trusts its certificate. */
    BrowserlessLogin(URI issuer, Credentials credentials, SSLContext tls) {
        this(issuer, credentials, browser().sslContext(tls).build());
    }

    private static HttpClient.Builder browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new BrowserCookies())
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TIMEOUT);
    }

    /** As browsers have them: what comes from this machine is secure, with TLS or without. */
    private static final class BrowserCookies extends CookieManager {
        @Override
        public Map<String, List<String>> get(URI address, Map<String, List<String>> headers) throws IOException {
            return super.get(URI.create("https" + address.toString().replaceFirst("^https?", "")), headers);
        }
    }

    private BrowserlessLogin(URI issuer, Credentials credentials, HttpClient http) {
        this.issuer = issuer;
        this.credentials = credentials;
        this.http = http;
    }

    /** The same browser with somebody else, or nobody, at the keyboard. */
    public BrowserlessLogin as(Credentials other) {
        return new BrowserlessLogin(issuer, other, http);
    }

    /**
     * The whole code flow with PKCE, in a browser of its own.
     *
     * @param parameters of the authorization request: {@code scope}, {@code audience}, and whatever else
     * @throws IllegalStateException if the tenant refuses, with its words
     */
    public static Tokens codeFlow(
            URI issuer, Application application, Credentials credentials, Map<String, String> parameters) {
        return new BrowserlessLogin(issuer, credentials).codeFlow(application, parameters);
    }

    /** The code flow in this browser, so that an earlier login counts. */
    public Tokens codeFlow(Application application, Map<String, String> parameters) {
        var verifier = Secrets.random(32);
        var state = Secrets.random(16);
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", application.clientId());
        query.put("redirect_uri", application.redirectUri());
        query.put("state", state);
        query.put("code_challenge", Secrets.sha256(verifier));
        query.put("code_challenge_method", "S256");
        query.putAll(parameters);
        var callback = callbackParameters(follow(URI.create(Parameters.append(issuer + "authorize", query))));
        var code = callback.get("code")
                .filter(_ -> callback.get("state").equals(Optional.of(state)))
                .orElseThrow(() -> new IllegalStateException("no code came back: " + callback.values()));
        return redeem(application, code, verifier);
    }

    private Tokens redeem(Application application, String code, String verifier) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", GrantTypes.AUTHORIZATION_CODE);
        form.put("client_id", application.clientId());
        form.put("code", code);
        form.put("redirect_uri", application.redirectUri());
        form.put("code_verifier", verifier);
        var request = HttpRequest.newBuilder(issuer.resolve("oauth/token"));
        switch (application.credential()) {
            case Credential.None() -> {}
            case Credential.SecretPost(String secret) -> form.put("client_secret", secret);
            case Credential.SecretBasic(String secret) ->
                request.header("Authorization", "Basic " + base64(application.clientId() + ":" + secret));
            case Credential.PrivateKeyJwt _ -> throw new IllegalArgumentException("no login with a private key here");
        }
        var response = send(asForm(request, form));
        var answer = Parameters.parse(response.body());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("the token endpoint refused: " + answer);
        }
        return Tokens.of(answer);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Opens an address (of the tenant, or one that leads there), logs in as far as asked, and returns where the tenant
     * sends the browser in the end, without going there.
     */
    public URI follow(URI address) {
        var here = address;
        boolean atTenant = isTenant(here);
        var response = get(here);
        for (int step = 0; step < MAX_STEPS; step++) {
            var location = response.headers().firstValue("Location");
            if (location.isPresent()) {
                here = here.resolve(location.get());
                if (atTenant && !isTenant(here)) {
                    return here;
                }
                atTenant |= isTenant(here);
                response = get(here);
            } else {
                var form = filledIn(response);
                here = here.resolve(form.action());
                response = post(here, form.fields());
                refuseError(response);
            }
        }
        throw new IllegalStateException("the login does not come to an end");
    }

    /** Opens a page that has one form, sends it, and returns the answer without following it. */
    public HttpResponse<String> press(URI page) {
        var form = filledIn(get(page));
        return post(page.resolve(form.action()), form.fields());
    }

    /** The parameters in a callback address. */
    public static Map<String, String> callback(URI callback) {
        return callbackParameters(callback).values();
    }

    private static Parameters callbackParameters(URI callback) {
        return Parameters.ofForm(callback.getRawQuery() == null ? "" : callback.getRawQuery());
    }

    /** This browser's cookies and connections, to go on from a callback. Follows no redirects by itself. */
    public HttpClient http() {
        return http;
    }

    private record Form(String action, Map<String, String> fields) {}

    private Form filledIn(HttpResponse<String> page) {
        Matcher form = FORM.matcher(page.body());
        if (page.statusCode() != 200 || !form.find()) {
            throw new IllegalStateException(
                    "no login form at " + page.uri().getPath() + ": status " + page.statusCode() + " " + title(page));
        }
        var fields = new LinkedHashMap<String, String>();
        Matcher hidden = HIDDEN.matcher(form.group(2));
        while (hidden.find()) {
            fields.put(hidden.group(1), hidden.group(2));
        }
        if (form.group(2).contains("name=\"password\"")) {
            fields.put("username", credentials.username());
            fields.put("password", credentials.password());
        } else if (form.group(2).contains("name=\"code\"")) {
            fields.put("code", Totp.code(credentials.totpSecret(), Instant.now()));
        } else if (form.group(2).contains("name=\"user\"")) {
            fields.put("user", chosenAccount(form.group(2)));
        } else if (form.group(2).contains("name=\"action\"")) {
            fields.put("action", "accept");
        } else if (form.group(2).contains("name=\"ticket\"")) {
            // The page of an application that leads to the login has a button alone.
            return new Form(form.group(1), fields);
        } else {
            throw new IllegalStateException("a form that nobody knows how to fill in: " + title(page));
        }
        return new Form(form.group(1), fields);
    }

    private String chosenAccount(String form) {
        var button = Pattern.compile("name=\"user\" value=\"([^\"]+)\">" + Pattern.quote(credentials.username()) + "<")
                .matcher(form);
        if (!button.find()) {
            throw new IllegalStateException("this person has no such social login");
        }
        return button.group(1);
    }

    private static String title(HttpResponse<String> page) {
        var title = Pattern.compile("<title>([^<]*)</title>").matcher(page.body());
        return title.find() ? title.group(1) : "";
    }

    private static void refuseError(HttpResponse<String> response) {
        Matcher error = ERROR.matcher(response.body());
        if (error.find()) {
            throw new IllegalStateException("the login was refused: " + error.group(1));
        }
    }

    private boolean isTenant(URI address) {
        return issuer.getAuthority().equals(address.getAuthority());
    }

    private HttpResponse<String> get(URI address) {
        return send(HttpRequest.newBuilder(address).GET());
    }

    private HttpResponse<String> post(URI address, Map<String, String> form) {
        return send(asForm(HttpRequest.newBuilder(address), form));
    }

    private static HttpRequest.Builder asForm(HttpRequest.Builder request, Map<String, String> form) {
        return request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        Parameters.append("", form).substring(1)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            var why = e instanceof ConnectException ? "nothing listens there" : e.getMessage();
            throw new UncheckedIOException("nobody can log in at " + issuer + ": " + why, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while logging in", e);
        }
    }
}

package dev.approvalcopilot.approval.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.testing.LocalStackResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person who is signed in on the page, with a browser that runs no scripts: it gets pages and sends their forms. */
public final class PlainBrowser {
    private static final Map<String, PlainBrowser> SIGNED_IN = new ConcurrentHashMap<>();
    /** The one that its person likes best. */
    public static final String LANGUAGE = "fr-ch";

    private static final Pattern FORM =
            Pattern.compile("<form[^>]* method=\"post\" action=\"([^\"]+)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** What the service answered. */
    public record Page(int status, String location, String html) {
        /** What the form of that address would send besides what the person types, in its order. */
        public List<Map.Entry<String, String>> form(String action) {
            var forms = FORM.matcher(html);
            while (forms.find()) {
                if (forms.group(1).equals(action)) {
                    return HIDDEN.matcher(forms.group(2))
                            .results()
                            .map(hidden -> Map.entry(hidden.group(1), unescaped(hidden.group(2))))
                            .toList();
                }
            }
            throw new AssertionError("no form leads to " + action);
        }

        /** The page's text without its markup, on one line. */
        public String text() {
            return unescaped(html.replaceAll("<[^>]*>", "").replaceAll("\\s+", " "));
        }

        private static String unescaped(String html) {
            return html.replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&#39;", "'")
                    .replace("&amp;", "&");
        }
    }

    private PlainBrowser() {}

    /** Everybody logs in anew: the tenant withdrew the key that their sessions rest on. */
    public static void forgetSessions() {
        SIGNED_IN.clear();
    }

    /** One session a person, for all tests. */
    public static PlainBrowser of(Person person) {
        return SIGNED_IN.computeIfAbsent(person.name(), _ -> {
            var browser = new PlainBrowser();
            browser.logIn(person);
            return browser;
        });
    }

    /** Where a new browser arrives after the person has logged in at Auth0. */
    public static Page arrival(Person person) {
        return new PlainBrowser().logIn(person);
    }

    private Page logIn(Person person) {
        var toLogin = get("/");
        var back = person.browser().follow(URI.create(toLogin.location()));
        var landed = get(back.getRawPath() + "?" + back.getRawQuery());
        while (landed.status() / 100 == 3) {
            var next = URI.create(landed.location());
            landed = get(next.getRawPath() + (next.getRawQuery() == null ? "" : "?" + next.getRawQuery()));
        }
        return landed;
    }

    public Page get(String path) {
        return send(HttpRequest.newBuilder(address(path)).header("Accept", "text/html"));
    }

    /** Types a goal. @return the run's id */
    public UUID begins(String goal) {
        var answer = send(get("/runs"), "/runs", "goal", goal);
        assertThat(answer.status()).isEqualTo(303);
        return UUID.fromString(answer.location().substring(answer.location().lastIndexOf('/') + 1));
    }

    /** Sends the form of a page, with what is typed into it. A path that begins with an action's is taken as it is. */
    public Page send(Page page, String action, String... typed) {
        var fields = page.form(action).stream().map(PlainBrowser::encoded).collect(Collectors.joining("&"));
        var more = new StringBuilder(fields);
        for (int i = 0; i < typed.length; i += 2) {
            more.append('&').append(encoded(Map.entry(typed[i], typed[i + 1])));
        }
        return send(HttpRequest.newBuilder(address(action))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", LocalStackResource.installation().address(Service.APPROVAL))
                .POST(BodyPublishers.ofString(more.toString())));
    }

    private static String encoded(Map.Entry<String, String> field) {
        return URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8);
    }

    private static URI address(String path) {
        return URI.create(LocalStackResource.installation().address(Service.APPROVAL) + path);
    }

    private synchronized Page send(HttpRequest.Builder request) {
        request.header("Accept-Language", LANGUAGE + ", en;q=0.8, *;q=0.1");
        request.header(
                "Cookie",
                cookies.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; ")));
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            remember(answer);
            return new Page(
                    answer.statusCode(), answer.headers().firstValue("Location").orElse(""), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Secure ones too: a browser takes them from its own machine. */
    private void remember(HttpResponse<String> answer) {
        for (var cookie : answer.headers().allValues("Set-Cookie")) {
            var pair = cookie.split(";", 2)[0].split("=", 2);
            if (pair[1].isEmpty()) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
    }
}

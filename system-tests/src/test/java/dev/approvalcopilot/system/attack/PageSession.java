package dev.approvalcopilot.system.attack;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.stack.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's session at the page, without a browser's care: it sends its cookies whoever made up the request. */
final class PageSession {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new TreeMap<>();
    private final URI address;

    private PageSession(URI address) {
        this.address = address;
    }

    /** Nobody's. */
    static PageSession none(Installation installation) {
        return new PageSession(URI.create(installation.address(Service.APPROVAL)));
    }

    static PageSession of(Installation installation, String person) {
        var session = none(installation);
        var toAuth0 = session.get("/").headers().firstValue("Location").orElseThrow();
        var back = HostileLogin.browser(installation, person).follow(URI.create(toAuth0));
        var answer = session.get(back.getRawPath() + "?" + back.getRawQuery());
        answer.headers()
                .firstValue("Location")
                .ifPresent(next -> session.get(URI.create(next).getRawPath()));
        return session;
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path)).GET());
    }

    /** As a form of the page's own would. */
    HttpResponse<String> post(String path, Map<String, String> form) {
        return post(path, "application/x-www-form-urlencoded", encoded(form), Map.of());
    }

    HttpResponse<String> post(String path, String contentType, String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    /** What the decision form on an action's page carries, its token among it. */
    Map<String, String> form(UUID action) {
        var fields = new TreeMap<String, String>();
        var hidden = HIDDEN.matcher(get("/actions/" + action).body());
        while (hidden.find()) {
            fields.putIfAbsent(hidden.group(1), hidden.group(2));
        }
        return fields;
    }

    /** As a browser would send them. */
    String cookies() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies());
        }
        try {
            var answer = http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        for (var cookie : HttpCookie.parse(setCookie)) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
    }
}

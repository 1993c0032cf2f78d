package dev.approvalcopilot.system.canary;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.auth0.BrowserlessLogin;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Credentials;
import dev.approvalcopilot.local.stack.Installation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Logs in at the page and reads the inbox. Carries the cookies by hand: they are {@code Secure}, and Java's keeper would not. */
final class PageVisit {
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> cookies = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    /** @return every answer of the approval-service, head and body */
    static List<String> of(Installation installation, String name) throws IOException, InterruptedException {
        var visit = new PageVisit();
        var home = URI.create(installation.address(Service.APPROVAL) + "/");
        var toTenant = visit.get(home).headers().firstValue("Location").orElseThrow();
        var browser =
                new BrowserlessLogin(URI.create(installation.issuer()), Credentials.of(installation.tenant(), name));
        var back = visit.get(browser.follow(URI.create(toTenant)));
        while (back.headers().firstValue("Location").isPresent()) {
            back = visit.get(
                    back.uri().resolve(back.headers().firstValue("Location").get()));
        }
        if (back.statusCode() != 200) {
            throw new IllegalStateException("the page answered " + back.statusCode());
        }
        return visit.heard;
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address);
        if (!cookies.isEmpty()) {
            request.header("Cookie", String.join("; ", cookies));
        }
        var answer = http.send(request.build(), BodyHandlers.ofString());
        var set = answer.headers().allValues("Set-Cookie");
        for (var cookie : set) {
            cookies.removeIf(old -> name(old).equals(name(cookie)));
            cookies.add(cookie.split(";")[0]);
        }
        var others = answer.headers().map().entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
        heard.add(answer.statusCode() + "\n" + others + "\n" + answer.body());
        return answer;
    }

    private static String name(String cookie) {
        return cookie.substring(0, cookie.indexOf('='));
    }
}

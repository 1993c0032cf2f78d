package dev.approvalcopilot.approval.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** Logs people in for one action, as its step-up asks. */
public final class BoundLogins {
    private BoundLogins() {}

    /** After it the person's approval of what stands now needs no further login. */
    public static void logIn(Person person, UUID action) {
        var link = person.approves(action)
                .then()
                .statusCode(401)
                .body("type", endsWith(":login_needed"))
                .extract()
                .jsonPath()
                .getString("step_up_url");
        var browser = person.browser();
        try {
            var callback = browser.follow(URI.create(link));
            var answer = browser.http().send(HttpRequest.newBuilder(callback).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

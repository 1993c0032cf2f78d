package dev.approvalcopilot.approval.page;

import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.AtAuth0;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.PlainBrowser;
import dev.approvalcopilot.approval.testing.Topics;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The tenant signs with its next key, and withdraws the one before. */
@QuarkusTest
class TenantKeysPageTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration SOME_SECONDS = Duration.ofSeconds(12);

    private static int status(String token) {
        return RestAssured.given().auth().oauth2(token).get("/api/actions").statusCode();
    }

    @Test
    void tokensOfTheNextKeyCountInSomeSecondsAndThoseOfAWithdrawnOneNoLongerThanAMinute() {
        var old = Person.ada().token();
        try (var carol = Visit.stranger("carol")) {
            carol.page().navigate("/");
            carol.logIn();
            carol.page().waitForURL(Visit.address() + "/");
            Assertions.assertThat(status(old)).isEqualTo(200);

            AtAuth0.rotateKeys();
            Person.forgetTokens();
            // A forged key name does not keep the true one from being seen.
            Assertions.assertThat(status(forged(old))).isEqualTo(401);
            var next = Person.ada().token();
            await().atMost(SOME_SECONDS).until(() -> status(next) == 200);
            Assertions.assertThat(status(old)).isEqualTo(200);
            approveWithAFreshLogin();

            AtAuth0.revokePreviousKeys();
            try {
                await().atMost(A_MINUTE).until(() -> status(old) == 401);
                Assertions.assertThat(
                                carol.page()
                                        .evaluate(
                                                "fetch('/session', {headers: {'HX-Request': 'true'}}).then(answer => answer.status)"))
                        .isEqualTo(401);
                carol.page().navigate("/");
                carol.page().locator("#password").waitFor();
                Assertions.assertThat(status(next)).isEqualTo(200);
            } finally {
                Visit.forgetSessions();
                PlainBrowser.forgetSessions();
            }
        }
    }

    /** The login for one action is signed with the next key, too. */
    private static void approveWithAFreshLogin() {
        var deletion = AnAction.deletingARepository();
        Topics.send(deletion.build());
        var ada = Person.ada();
        var challenge = ada.approves(deletion.id()).then().statusCode(401).extract();
        var browser = ada.browser();
        var back = browser.follow(URI.create(challenge.jsonPath().getString("step_up_url")));
        browser.http()
                .sendAsync(HttpRequest.newBuilder(back).build(), BodyHandlers.discarding())
                .join();
        ada.approves(deletion.id()).then().statusCode(200);
    }

    /** The same token under the name of a key that nobody has. */
    private static String forged(String token) {
        var header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"RS256\",\"kid\":\"nobody\"}".getBytes(StandardCharsets.UTF_8));
        return header + token.substring(token.indexOf('.'));
    }
}

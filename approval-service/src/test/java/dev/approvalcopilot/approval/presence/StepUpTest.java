package dev.approvalcopilot.approval.presence;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.approvalcopilot.approval.halt.Halts;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Grants;
import dev.approvalcopilot.approval.testing.Halting;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.local.auth0.BrowserlessLogin;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StepUpTest {
    private static final Person ADA = Person.ada();

    @Inject
    Jdbi jdbi;

    @Inject
    Halts halts;

    private static UUID heldDeletion() {
        var deletion = AnAction.deletingARepository();
        Topics.send(deletion.build());
        Topics.await1(deletion.id(), ActionDecided.Pending.class);
        return deletion.id();
    }

    private static URI stepUpUrl(UUID action) {
        return URI.create(
                ADA.approves(action).then().statusCode(401).extract().jsonPath().getString("step_up_url"));
    }

    private static HttpResponse<String> get(BrowserlessLogin browser, URI address)
            throws IOException, InterruptedException {
        return browser.http().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    /** Opens the link, logs in, and returns what the callback answered. */
    private static HttpResponse<String> logIn(BrowserlessLogin browser, URI stepUpUrl)
            throws IOException, InterruptedException {
        return get(browser, browser.follow(stepUpUrl));
    }

    @Test
    void challengesInTheWordsOfRfc9470() {
        var id = heldDeletion();

        ADA.approves(id)
                .then()
                .statusCode(401)
                .header(
                        "WWW-Authenticate",
                        equalTo("Bearer error=\"insufficient_user_authentication\","
                                + " error_description=\"A fresh login for this action is needed\", max_age=\"0\","
                                + " acr_values=\"http://schemas.openid.net/pape/policies/2007/06/multi-factor\""))
                .contentType("application/problem+json")
                .body("type", endsWith(":login_needed"));
        assertThat(ADA.sees(id).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void afterAFreshLoginTheSameDecisionStandsAndTheGrantCarriesTheEvidence() throws Exception {
        var id = heldDeletion();
        var seen = ADA.sees(id);

        var answer = logIn(ADA.browser(), stepUpUrl(id));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Fresh login received");
        ADA.approves(id).then().statusCode(200).body("state", equalTo("APPROVED"));

        var claims = Grants.verified(Topics.await1(id, GrantIssued.class));
        var evidence = claims.approvers().getFirst().evidence();
        assertThat(claims.level()).isEqualTo(RiskLevel.CRITICAL);
        assertThat(claims.exp() - claims.iat()).isEqualTo(60);
        assertThat(evidence).hasSize(1);
        assertThat(evidence.getFirst().kind()).isEqualTo("login.v1");
        var idToken = unverified(evidence.getFirst().value());
        assertThat(idToken.getSubject()).isEqualTo("auth0|ada");
        assertThat(idToken.getStringClaimValue("nonce"))
                .isEqualTo(AuthorizationRequest.nonce(claims.toolCall().digest(), claims.view(), claims.epoch()));
        assertThat(claims.view()).hasToString(seen.getString("view"));
    }

    @Test
    void aLoginForOneActionIsWorthlessForAnother() throws Exception {
        var one = heldDeletion();
        var other = heldDeletion();
        logIn(ADA.browser(), stepUpUrl(one));

        ADA.approves(other).then().statusCode(401).body("type", endsWith(":login_needed"));
        ADA.approves(one).then().statusCode(200);
    }

    @Test
    void aLinkOpensOnce() throws Exception {
        var link = stepUpUrl(heldDeletion());

        assertThat(ADA.browser().press(link).statusCode()).isEqualTo(303);
        assertThat(get(ADA.browser(), link).statusCode()).isEqualTo(404);
    }

    @Test
    void lookingAtALinkSpendsNothing() throws Exception {
        var link = stepUpUrl(heldDeletion());
        var scanner = HttpClient.newHttpClient();
        for (int i = 0; i < 3; i++) {
            var head = scanner.send(
                    HttpRequest.newBuilder(link)
                            .method("HEAD", BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            assertThat(head.statusCode()).isEqualTo(200);
            var page = scanner.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("Log in again for one action");
        }

        assertThat(ADA.browser().press(link).statusCode()).isEqualTo(303);
    }

    @Test
    void theButtonIsForWhoWasShownThePage() throws Exception {
        var link = stepUpUrl(heldDeletion());
        var form = link.getQuery();

        var without = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(link.toString().replaceFirst("\\?.*", "")))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(ADA.browser().press(link).statusCode()).isEqualTo(303);
    }

    @Test
    void twoLoginsInOneBrowserBothCount() throws Exception {
        var one = heldDeletion();
        var other = heldDeletion();
        var browser = ADA.browser();
        var firstBack = browser.follow(stepUpUrl(one));
        var secondBack = browser.follow(stepUpUrl(other));

        assertThat(get(browser, firstBack).statusCode()).isEqualTo(200);
        assertThat(get(browser, secondBack).statusCode()).isEqualTo(200);
        ADA.approves(one).then().statusCode(200);
        ADA.approves(other).then().statusCode(200);
    }

    @Test
    void aLinkOpensNoOtherAction() throws Exception {
        var link = stepUpUrl(heldDeletion());
        var other = URI.create(link.toString().replaceFirst("/step-up/[^?]+", "/step-up/" + heldDeletion()));

        assertThat(get(ADA.browser(), other).statusCode()).isEqualTo(404);
    }

    @Test
    void aCallbackCountsOnce() throws Exception {
        var id = heldDeletion();
        var browser = ADA.browser();
        var callback = browser.follow(stepUpUrl(id));

        assertThat(get(browser, callback).statusCode()).isEqualTo(200);
        assertThat(get(browser, callback).statusCode()).isEqualTo(404);
    }

    @Test
    void aCallbackInAnotherBrowserDoesNotCount() throws Exception {
        var id = heldDeletion();
        var callback = ADA.browser().follow(stepUpUrl(id));

        assertThat(get(ADA.browser(), callback).statusCode()).isEqualTo(403);
        ADA.approves(id).then().statusCode(401);
    }

    @Test
    void anotherPersonsLoginDoesNotCount() throws Exception {
        var id = heldDeletion();

        var answer = logIn(Person.bob().browser(), stepUpUrl(id));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("somebody else");
        ADA.approves(id).then().statusCode(401);
        assertThat(Topics.await1(id, SecurityEvent.class).code()).isEqualTo("presence_refused");
    }

    @Test
    void anUnknownStateIsNothing() {
        given().queryParam("state", "made-up")
                .queryParam("code", "x")
                .get("/step-up/callback")
                .then()
                .statusCode(404);
    }

    @Test
    void theCookieIsForThisBrowserAndNoScript() throws Exception {
        var answer = ADA.browser().press(stepUpUrl(heldDeletion()));

        assertThat(answer.headers().allValues("Set-Cookie").stream()
                        .filter(cookie -> cookie.startsWith("copilot-step-up-"))
                        .findFirst()
                        .orElseThrow())
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("SameSite=Lax");
    }

    @Test
    void theEvidenceIsGoneAfterItsOneUse() throws Exception {
        var id = heldDeletion();
        logIn(ADA.browser(), stepUpUrl(id));
        assertThat(evidenceFor(id)).isEqualTo(1);

        ADA.approves(id).then().statusCode(200);

        assertThat(evidenceFor(id)).isZero();
    }

    @Test
    void aLinkIsGoodForFiveMinutes() throws Exception {
        var id = heldDeletion();
        var link = stepUpUrl(id);
        age("bound_logins", "created_at", id, 301);

        assertThat(get(ADA.browser(), link).statusCode()).isEqualTo(404);
    }

    @Test
    void aLoginMayTakeFiveMinutes() throws Exception {
        var id = heldDeletion();
        var browser = ADA.browser();
        var callback = browser.follow(stepUpUrl(id));
        age("bound_logins", "opened_at", id, 301);

        assertThat(get(browser, callback).statusCode()).isEqualTo(410);
        ADA.approves(id).then().statusCode(401);
    }

    @Test
    void aLoginThatTheGatewayWouldFindTooOldIsAskedForAgain() throws Exception {
        var id = heldDeletion();
        logIn(ADA.browser(), stepUpUrl(id));
        age("presence_evidence", "auth_time", id, 241);

        ADA.approves(id).then().statusCode(401).body("type", endsWith(":login_needed"));
    }

    @Test
    void aLoginBegunBeforeAResumptionDoesNotCount() throws Exception {
        var id = heldDeletion();
        var browser = ADA.browser();
        var callback = browser.follow(stepUpUrl(id));
        resume();

        var answer = get(browser, callback);

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("resumed execution");
        assertThat(evidenceFor(id)).isZero();
    }

    @Test
    void aLoginReceivedBeforeAResumptionIsAskedForAgain() throws Exception {
        var id = heldDeletion();
        logIn(ADA.browser(), stepUpUrl(id));
        resume();

        ADA.approves(id).then().statusCode(401).body("type", endsWith(":login_needed"));
        logIn(ADA.browser(), stepUpUrl(id));
        ADA.approves(id).then().statusCode(200);
        var claims = Grants.verified(Topics.await1(id, GrantIssued.class));
        assertThat(claims.epoch()).isEqualTo(halts.epoch());
        assertThat(unverified(claims.approvers()
                                .getFirst()
                                .evidence()
                                .getFirst()
                                .value())
                        .getStringClaimValue("nonce"))
                .isEqualTo(AuthorizationRequest.nonce(claims.toolCall().digest(), claims.view(), claims.epoch()));
    }

    private void resume() {
        Halting.of("tool:github.delete_repository").resume();
        Halting.awaitEpoch(halts::epoch);
    }

    @Test
    void noTicketStateOrCookieIsStoredInClear() throws Exception {
        var id = heldDeletion();
        var link = stepUpUrl(id);
        var ticket = link.getQuery().substring("ticket=".length());
        var answer = ADA.browser().press(link);
        var state = BrowserlessLogin.callback(
                        URI.create(answer.headers().firstValue("Location").orElseThrow()))
                .get("state");

        var row = jdbi.withHandle(handle -> handle.createQuery("select b::text from bound_logins b where action = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());

        assertThat(row).doesNotContain(ticket).doesNotContain(state);
    }

    private int evidenceFor(UUID action) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from presence_evidence where action = :action")
                        .bind("action", action)
                        .mapTo(Integer.class)
                        .one());
    }

    /** Lets time pass for one row. */
    private void age(String table, String column, UUID action, int seconds) {
        jdbi.useHandle(handle -> handle.createUpdate("update " + table + " set " + column + " = " + column
                        + " - make_interval(secs => :seconds) where action = :action")
                .bind("seconds", (double) seconds)
                .bind("action", action)
                .execute());
    }

    private static JwtClaims unverified(String token) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setSkipSignatureVerification()
                .setSkipAllValidators()
                .build()
                .processToClaims(token);
    }
}

package dev.approvalcopilot.approval.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Grants;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Reviews;
import dev.approvalcopilot.approval.testing.Signed;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class HoldTest {
    private static RunChanged started(UUID run, String principal, String goal) {
        return new RunChanged(
                run, principal, "planner", RunChanged.Change.STARTED, goal, "started", null, Instant.now());
    }

    @Test
    void holdsAnActionAndSaysSo() {
        var classified = AnAction.postingAMessage();
        Topics.send(classified.build());

        var pending = Topics.await1(classified.id(), ActionDecided.Pending.class);

        assertThat(pending.level()).isEqualTo(RiskLevel.MEDIUM);
        assertThat(pending.expiresAt()).isAfter(Instant.now().plusSeconds(23 * 3600));
    }

    @Test
    void showsWhatTheBytesSay() throws Exception {
        var run = Ids.next();
        var message = AnAction.postingAMessage().inRun(run);
        Topics.send(started(run, "auth0|ada", "Tell them about the build"));
        Topics.send(message.build());

        var seen = await("the goal").until(() -> Person.ada().sees(message.id()), s -> s.getString("run.goal") != null);

        assertThat(seen.getString("sentence")).isEqualTo("Post a message in #general");
        assertThat(seen.getString("state")).isEqualTo("PENDING");
        assertThat(seen.getString("action.arguments.text")).isEqualTo("The build is green.");
        assertThat(seen.getString("question"))
                .matches("Authorise a one-time token for `chat:write` on Slack \\(account cac_\\w+\\)"
                        + " to run exactly this call\\?");
        assertThat(seen.getString("reversibilityWords")).isEqualTo("can be undone at the provider");
        assertThat(seen.getString("run.goal")).isEqualTo("Tell them about the build");
        assertThat(seen.getString("rationale")).isEqualTo("I was asked to.");
        assertThat(seen.getString("account")).isEqualTo("CONNECTED");
    }

    @Test
    void theReviewDocumentOfTheAnswerHashesToItsView() throws Exception {
        var message = AnAction.postingAMessage();
        Topics.send(message.build());
        Person.ada().sees(message.id());

        var answer = Person.ada().asks().get("/api/actions/{id}", message.id()).asString();
        JsonNode tree = Json.MAPPER.readTree(answer);

        assertThat(Digest.ofJcs(tree.path("review")).value())
                .isEqualTo(tree.path("view").asText());
        assertThat(Digest.ofJcs(tree.path("action")).value())
                .isEqualTo(tree.path("digest").asText());
    }

    @Test
    void showsAnotherPersonsGoalToNobody() {
        var run = Ids.next();
        var message = AnAction.postingAMessage().inRun(run);
        Topics.send(started(run, "auth0|bob", "Bob's own business"));
        Topics.send(message.build());

        assertThat(Person.ada().sees(message.id()).getString("run.goal")).isNull();
    }

    @Test
    void aSecondDeliveryChangesNothing() {
        var message = AnAction.postingAMessage();
        var classified = message.build();
        var eventId = Topics.send(classified);
        Topics.send(classified, eventId);
        Topics.send(classified);
        var marker = AnAction.postingAMessage();
        Topics.send(marker.build());
        Topics.await1(marker.id(), ActionDecided.Pending.class);
        Person.ada().rejects(message.id(), "no").then().statusCode(200);
        Topics.await1(message.id(), ActionDecided.Rejected.class);

        assertThat(Topics.seen(message.id(), ActionDecided.Pending.class)).hasSize(1);
    }

    @Test
    void anotherPayloadUnderAKnownIdIsReportedAndIgnored() {
        var message = AnAction.postingAMessage();
        Topics.send(message.build());
        Topics.await1(message.id(), ActionDecided.Pending.class);
        Topics.send(message.with("text", "Something else").build());

        var event = Topics.await1(message.id(), SecurityEvent.class);

        assertThat(event.code()).isEqualTo("action_id_reused");
        assertThat(Person.ada().sees(message.id()).getString("action.arguments.text"))
                .isEqualTo("The build is green.");
    }

    @Test
    void whatAPolicyDeniesIsRejectedInItsWordsAndTheAgentIsToldWhatItCouldDoInstead() {
        var message = AnAction.postingAMessage().denied().withAnAlternative("Post it without the mention.");
        Topics.send(message.build());

        var rejected = Topics.await1(message.id(), ActionDecided.Rejected.class);

        assertThat(rejected.by()).isEqualTo("policy:manifest");
        assertThat(rejected.reason()).isEqualTo("The tool is never below MEDIUM.");
        assertThat(rejected.alternative()).isEqualTo("Post it without the mention.");
        assertThat(Person.ada().sees(message.id()).getString("decision.verdict"))
                .isEqualTo("REJECTED");
    }

    @Test
    void neverHoldsAToolBelowItsFloor() {
        var deletion = AnAction.deletingARepository().classified(RiskLevel.LOW);
        Topics.send(deletion.build());

        assertThat(Topics.await1(deletion.id(), ActionDecided.Pending.class).level())
                .isEqualTo(RiskLevel.CRITICAL);
        assertThat(Topics.await1(deletion.id(), SecurityEvent.class).code()).isEqualTo("classified_below_floor");
    }

    @Test
    void aNulInAnArgumentStopsNothing() {
        var message = AnAction.postingAMessage().with("text", "before\u0000after");
        Topics.send(message.build());

        assertThat(Person.ada().sees(message.id()).getString("action.arguments.text"))
                .isEqualTo("before\u0000after");
        Person.ada().rejects(message.id(), "What is \u0000?").then().statusCode(200);
        assertThat(Topics.await1(message.id(), ActionDecided.Rejected.class).reason())
                .isEqualTo("What is \uFFFD?");
    }

    @Test
    void refusesAnUnknownTool() {
        refused(AnAction.postingAMessage().callingTool("slack.rule_the_world"), "unknown_tool");
    }

    @Test
    void refusesAnotherManifest() {
        refused(AnAction.postingAMessage().knowingManifest(Reviews.digest("an older one")), "manifest_changed");
    }

    @Test
    void refusesAnotherInstallationsAction() {
        refused(AnAction.postingAMessage().forDeployment("https://staging.copilot.local"), "foreign_deployment");
    }

    @Test
    void theGrantCarriesTheClassificationAsItCame() {
        var message = AnAction.postingAMessage();
        var classified = message.build();
        Topics.send(classified);
        Topics.await1(message.id(), ActionDecided.Pending.class);

        Person.ada().approves(message.id()).then().statusCode(200);

        var claims = Grants.verified(Topics.await1(message.id(), GrantIssued.class));
        assertThat(claims.classification()).isEqualTo(classified.classification());
    }

    static Stream<UnaryOperator<ActionClassified>> forgeries() {
        return Stream.of(
                // Not signed, signed by somebody else, for somewhere else, about something else.
                event -> Signed.as(event, null),
                event -> Signed.as(event, "no.jws.atall"),
                event -> Signed.by(event, Signed.newKey(), AnAction.DEPLOYMENT),
                event -> Signed.by(event, Signed.riskKey(), "https://staging.copilot.local"),
                event -> Signed.as(event, AnAction.deletingARepository().build().classification()),
                // Signed, and the event says something else.
                event -> Signed.saying(event, RiskLevel.LOW, event.disposition()),
                event -> Signed.saying(event, RiskLevel.CRITICAL, event.disposition()),
                event -> Signed.saying(event, event.level(), Disposition.DENY));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void aForgedClassificationIsASecurityEventAndNothingElse(UnaryOperator<ActionClassified> forgery) {
        var message = AnAction.postingAMessage();
        var classified = message.build();
        Topics.send(forgery.apply(classified));

        var event = Topics.await1(message.id(), SecurityEvent.class);

        assertThat(event.code()).isEqualTo("classification_forged");
        assertThat(event.principal()).isNull();
        Person.ada().asks().get("/api/actions/{id}", message.id()).then().statusCode(404);
        // And it does not stand in the way of the true one.
        Topics.send(classified);
        Topics.await1(message.id(), ActionDecided.Pending.class);
    }

    @Test
    void aDenialCannotBePassedOnAsAHold() {
        var message = AnAction.postingAMessage().denied();
        Topics.send(Signed.saying(message.build(), RiskLevel.MEDIUM, Disposition.HOLD));

        assertThat(Topics.await1(message.id(), SecurityEvent.class).code()).isEqualTo("classification_forged");
        assertThat(Topics.seen(message.id(), ActionDecided.Pending.class)).isEmpty();
    }

    @Test
    void aDigestThatIsNotThatOfTheBytesIsAForgery() {
        var message = AnAction.postingAMessage().claimingDigest(Reviews.digest("other bytes"));
        Topics.send(message.build());

        assertThat(Topics.await1(message.id(), SecurityEvent.class).code()).isEqualTo("classification_forged");
        assertThat(Topics.seen(message.id(), ActionDecided.Rejected.class)).isEmpty();
    }

    @Test
    void refusesArgumentsThatBreakTheSchema() {
        refused(AnAction.postingAMessage().with("channel", "not a channel"), "schema_violated");
    }

    private static void refused(AnAction action, String code) {
        Topics.send(action.build());

        assertThat(Topics.await1(action.id(), ActionDecided.Rejected.class).by())
                .isEqualTo("policy:manifest");
        assertThat(Topics.await1(action.id(), SecurityEvent.class).code()).isEqualTo(code);
        assertThat(Topics.seen(action.id(), ActionDecided.Pending.class)).isEmpty();
    }

    @Test
    void aRefusedSchemaIsHeadedByTheToolsNameAndTheArgumentAtFault() {
        var message = AnAction.postingAMessage().with("channel", "not a channel");
        Topics.send(message.build());
        Topics.await1(message.id(), ActionDecided.Rejected.class);

        var seen = Person.ada().sees(message.id());

        assertThat(seen.getString("title")).isEqualTo("Post a message");
        assertThat(seen.getString("sentence"))
                .startsWith("Post a message (slack.post_message): argument \"channel\" ")
                .doesNotContain("unknown");
    }

    @Test
    void whatASchemaRefusedIsNoRejectionByAPerson() {
        var refused =
                AnAction.gettingARepository().with("owner", "not an owner!").of("auth0|otto");
        var sound = AnAction.gettingARepository().of("auth0|otto");
        Topics.send(refused.build());
        Topics.await1(refused.id(), ActionDecided.Rejected.class);
        Topics.send(sound.build());
        Topics.await1(sound.id(), ActionDecided.Pending.class);

        assertThat(Person.otto().sees(sound.id()).getInt("like.tool.rejected")).isZero();
        Person.otto().rejects(sound.id(), "no").then().statusCode(200);
    }
}

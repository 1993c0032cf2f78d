package dev.approvalcopilot.risk.classification;

import static dev.approvalcopilot.risk.testing.Proposals.deletingARepository;
import static dev.approvalcopilot.risk.testing.Proposals.posting;
import static dev.approvalcopilot.risk.testing.Proposals.readingIssues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.classification.ClassificationVerifier;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.event.ActionEdited;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.local.testing.LocalStackResource;
import dev.approvalcopilot.risk.testing.Proposals;
import dev.approvalcopilot.risk.testing.Topics;
import dev.approvalcopilot.support.keys.MountedKeys;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** From the proposal on its topic to the classification on its own, on the real broker and database. */
@QuarkusTest
class ProposedActionsTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    @Inject
    ToolCatalog tools;

    @Inject
    Jdbi jdbi;

    @Test
    void classifiesAReadLowAndCarriesTheProposalVerbatim() {
        var proposal = readingIssues(tools).rationale("I need the list.").event();

        var classified = classify(proposal);

        assertThat(classified.level()).isEqualTo(RiskLevel.LOW);
        assertThat(classified.disposition()).isEqualTo(Disposition.HOLD);
        assertThat(classified.proposal()).isEqualTo(proposal);
        assertThat(classified.digest()).isEqualTo(proposal.action().digest());
        assertThat(classified.impact()).contains("octo/site");
        assertThat(classified.obligations().freshLogin()).isFalse();
        assertThat(classified.obligations().quorum()).isEqualTo(1);
        assertThat(classified.obligations().expiry()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void asksAFreshLoginForADeletion() {
        var classified = classify(deletingARepository(tools).event());

        assertThat(classified.level()).isEqualTo(RiskLevel.CRITICAL);
        assertThat(classified.obligations().freshLogin()).isTrue();
        assertThat(classified.reasons())
                .first()
                .isEqualTo(new Reason(
                        "manifest_floor", "GitHub: delete_repository is CRITICAL by its manifest", "manifest"));
    }

    @Test
    void keepsAnOrdinaryMessageAtMediumAndRaisesOneToEverybody() {
        assertThat(classify(posting(tools, "The old site is gone.").event()).level())
                .isEqualTo(RiskLevel.MEDIUM);
        assertThat(classify(posting(tools, "@channel the old site is gone.").event())
                        .level())
                .isEqualTo(RiskLevel.HIGH);
    }

    @Test
    void signsWhatItSaysSoThatBothReadersBelieveIt() throws Exception {
        var hold = classify(deletingARepository(tools).event());
        var deny = classify(posting(tools, "use AKIAIOSFODNN7EXAMPLE").event());

        for (var classified : List.of(hold, deny)) {
            var digest = classified.proposal().action().digest();
            for (var reader : List.of("approval", "gateway")) {
                var claims = verifier(reader).verify(classified.classification(), digest);
                assertThat(claims.agreeWith(classified)).isTrue();
            }
            assertThat(stored(digest)).isEqualTo(classified.classification());
        }
    }

    /** As a reader of classifications makes it, with the keys that the installation mounted there. */
    private static ClassificationVerifier verifier(String reader) {
        var file =
                LocalStackResource.installation().home().resolve("keys/" + reader + "/classification-keys.jwks.json");
        return new ClassificationVerifier(
                "https://copilot.local/risk", Proposals.DEPLOYMENT, new MountedKeys(file, "test"));
    }

    private String stored(Digest digest) {
        return jdbi.withHandle(handle -> handle.createQuery("select jws from classification where digest = :digest")
                .bind("digest", digest)
                .mapTo(String.class)
                .one());
    }

    @Test
    void deniesASecretOnItsWayOut() {
        var classified = classify(posting(tools, "use AKIAIOSFODNN7EXAMPLE").event());

        assertThat(classified.disposition()).isEqualTo(Disposition.DENY);
        assertThat(classified.reasons()).extracting(Reason::policy).contains("secret_in_text");
        assertThat(classified.toString()).as("the reason is fixed text").doesNotContain("AKIAIOSFODNN7EXAMPLE");
    }

    @Test
    void deniesAndReportsAnUnknownTool() {
        var proposal =
                deletingARepository(tools).tool("github.delete_everything").event();

        var classified = classify(proposal);

        assertThat(classified.disposition()).isEqualTo(Disposition.DENY);
        assertThat(classified.level()).isEqualTo(RiskLevel.CRITICAL);
        assertThat(classified.reasons()).extracting(Reason::code).containsExactly("unknown_tool");
        awaitSecurity(proposal.id(), "unknown_tool");
    }

    @Test
    void deniesAndReportsAProposalUnderAForeignId() {
        var proposal = readingIssues(tools).eventsId(Ids.next()).event();

        assertThat(classify(proposal).reasons()).extracting(Reason::code).contains("id_mismatch");
        awaitSecurity(proposal.id(), "id_mismatch");
    }

    @Test
    void answersTheSameBytesOnce() {
        var proposal = readingIssues(tools).event();
        var eventId = Ids.next();
        Topics.send(Service.PLANNER, proposal, eventId);
        Topics.send(Service.PLANNER, proposal, eventId);
        Topics.send(Service.PLANNER, proposal);

        assertThat(classified(proposal.id())).hasSize(1);
        awaitAnswerAfter(proposal);
        assertThat(classified(proposal.id()))
                .as("a second delivery and a second event")
                .hasSize(1);
    }

    @Test
    void keepsTheFirstAnswerWhenAnIdComesAgainWithOtherBytes() {
        var id = Ids.next();
        var first = classify(deletingARepository(tools).id(id).event());
        Topics.send(Service.PLANNER, readingIssues(tools).id(id).event());

        awaitSecurity(id, "action_id_reused");
        assertThat(classified(id)).containsExactly(first);
    }

    @Test
    void buriesAndReportsBytesThatAreNoAction() {
        var id = Ids.next();
        var value =
                "{\"id\":\"%s\",\"action\":\"eyJhIjoxfQ==\",\"rationale\":\"\",\"origins\":{},\"at\":\"2026-11-23T20:10:00Z\"}";
        send(id, value.formatted(id));

        awaitSecurity(id, "unreadable_proposal");
        awaitDeadLetter("unreadable_action");
        assertThat(Topics.read(Topic.ACTIONS_CLASSIFIED, id.toString(), ActionClassified.class))
                .isEmpty();
    }

    @Test
    void buriesAndReportsBytesThatAreNotCanonical() {
        var id = Ids.next();
        var value =
                "{\"id\":\"%s\",\"action\":\"eyAiYSI6MX0=\",\"rationale\":\"\",\"origins\":{},\"at\":\"2026-11-23T20:10:00Z\"}";
        send(id, value.formatted(id));

        awaitSecurity(id, "unreadable_proposal");
        awaitDeadLetter("malformed_data");
    }

    @Test
    void remembersSoundProposalsOnly() {
        var principal = "auth0|" + Ids.next();
        classify(readingIssues(tools).principal(principal).event());
        classify(readingIssues(tools).principal(principal).scopes("repo").event());

        assertThat(seen(principal)).isEqualTo(1);
    }

    @Test
    void raisesTheEleventhMailOfAnHour() {
        var principal = "auth0|" + Ids.next();
        for (int mail = 0; mail < 10; mail++) {
            Topics.send(
                    Service.PLANNER,
                    Proposals.mailing(tools, "bob@acme.test")
                            .principal(principal)
                            .event());
        }

        var eleventh = Proposals.mailing(tools, "bob@acme.test").principal(principal);
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(seen(principal)).isEqualTo(10));
        var classified = classify(eleventh.event());

        assertThat(classified.level()).isEqualTo(RiskLevel.CRITICAL);
        assertThat(classified.reasons()).extracting(Reason::policy).contains("mail_bulk");
    }

    @Test
    void classifiesAPersonsEditLikeAProposalAndCountsTheTwoAsOne() {
        var principal = "auth0|" + Ids.next();
        var agent = "agent-" + Ids.next();
        var first = posting(tools, "Hello.").principal(principal).agent(agent);
        classify(first.event());
        var second = posting(tools, "@channel hello.").principal(principal).agent(agent);
        var proposal = second.event();
        Topics.send(
                Service.APPROVAL,
                new ActionEdited(
                        proposal.id(),
                        proposal.action(),
                        "because",
                        Map.of("text", Origin.TYPED),
                        first.event().id(),
                        proposal.at()));

        var classified = classified(proposal.id()).getFirst();

        assertThat(classified.level()).isEqualTo(RiskLevel.HIGH);
        assertThat(classified.digest()).isEqualTo(proposal.action().digest());
        assertThat(classified.proposal().origins()).containsEntry("text", Origin.TYPED);
        assertThat(classified.reasons()).extracting(Reason::policy).contains("first_use");
        assertThat(seen(principal)).isEqualTo(1);
    }

    @Test
    void classifiesWhatAPersonAskedForOnThePageAndCountsIt() {
        var principal = "auth0|" + Ids.next();
        var proposal =
                posting(tools, "Hello.").principal(principal).agent("page").event();
        Topics.send(
                Service.APPROVAL,
                new ActionEdited(
                        proposal.id(), proposal.action(), "", Map.of("text", Origin.TYPED), null, proposal.at()));

        var classified = classified(proposal.id()).getFirst();

        assertThat(classified.digest()).isEqualTo(proposal.action().digest());
        assertThat(seen(principal)).isEqualTo(1);
    }

    private int seen(String principal) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from tool_proposal where principal = :principal")
                        .bind("principal", principal)
                        .mapTo(Integer.class)
                        .one());
    }

    private static ActionClassified classify(ActionProposed proposal) {
        Topics.send(Service.PLANNER, proposal);
        return classified(proposal.id()).getFirst();
    }

    private static List<ActionClassified> classified(UUID id) {
        return await().atMost(LONG_ENOUGH)
                .until(
                        () -> Topics.read(Topic.ACTIONS_CLASSIFIED, id.toString(), ActionClassified.class),
                        found -> !found.isEmpty());
    }

    /** Records of one key are handled in order: when a later one is reported, the earlier ones were handled. */
    private void awaitAnswerAfter(ActionProposed proposal) {
        Topics.send(
                Service.PLANNER,
                deletingARepository(tools).eventsId(proposal.id()).event());
        awaitSecurity(proposal.id(), "action_id_reused");
    }

    private static void awaitSecurity(UUID subject, String code) {
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(security(subject))
                        .extracting(SecurityEvent::code)
                        .contains(code));
    }

    private static List<SecurityEvent> security(UUID subject) {
        return Topics.read(Topic.SECURITY_RISK, subject.toString(), SecurityEvent.class);
    }

    private static void awaitDeadLetter(String reason) {
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(Topics.records(Topic.DEAD_LETTERS_RISK))
                        .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                        .anyMatch(letter -> letter.contains("\"" + reason + "\"")));
    }

    private static void send(UUID key, String value) {
        Topics.send(
                Service.PLANNER,
                Topic.ACTIONS_PROPOSED,
                EventType.ACTION_PROPOSED.type(),
                key.toString(),
                value.getBytes(StandardCharsets.UTF_8),
                Ids.next());
    }
}

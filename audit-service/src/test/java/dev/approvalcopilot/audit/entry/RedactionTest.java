package dev.approvalcopilot.audit.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.approvalcopilot.audit.testing.Story;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final String GRANTS = Topic.GRANTS_ISSUED.topicName();

    private final Story story = Story.of("ada");

    @Test
    void showsTheListedClaimsOfAGrantAndWhoGaveIt() {
        var shown = Redaction.of(Examples.entry(GRANTS, story.granted()));

        assertThat(shown.path("id").textValue()).isEqualTo(story.id().toString());
        assertThat(shown.path("action").textValue()).isEqualTo(story.bytes.toBase64());
        assertThat(shown.at("/grant/sub").textValue()).isEqualTo("auth0|ada");
        assertThat(shown.at("/grant/authorization_details/0/tool").textValue()).isEqualTo("github.delete_repository");
        assertThat(shown.at("/grant/approvers/0/sub").textValue()).isEqualTo("auth0|ada");
        assertThat(shown.at("/grant/approvers/0/evidence/0").textValue()).isEqualTo("login.v1");
    }

    /** Logins of people in many groups. */
    @Test
    void showsTheClaimsOfALargeGrantToo() {
        var payload =
                "{\"sub\":\"auth0|ada\",\"approvers\":[{\"sub\":\"auth0|bob\",\"evidence\":[{\"kind\":\"login.v1\","
                        + "\"value\":\"" + "t".repeat(GrantClaims.MAX_EVIDENCE_LENGTH) + "\"}]}]}";

        var shown = Redaction.of(grant(payload));

        assertThat(shown.at("/grant/sub").textValue()).isEqualTo("auth0|ada");
        assertThat(shown.at("/grant/approvers/0/sub").textValue()).isEqualTo("auth0|bob");
        assertThat(shown.toString()).doesNotContain("ttt");
    }

    @Test
    void keepsSignatureAndEvidenceBack() {
        assertThat(Redaction.of(Examples.entry(GRANTS, story.granted())).toString())
                .doesNotContain(Story.SIGNATURE, Story.EVIDENCE, story.grant());
    }

    @Test
    void keepsAClaimBackThatIsNotListed() {
        assertThat(Redaction.of(grant("{\"sub\":\"auth0|ada\",\"secret\":\"canary\"}"))
                        .toString())
                .contains("auth0|ada")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"sub\":\"canary\",\"sub\":\"b\"}", "canary", "[\"canary\"]", "{\"approvers\":[\"canary\"]}"})
    void showsNothingOfWhatIsNoGrant(String payload) {
        assertThat(Redaction.of(grant(payload)).toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "canary", "a.canary", "a.b.c.canary", "a.!canary.c"})
    void showsNothingOfWhatIsNoToken(String compact) {
        var data = JsonNodeFactory.instance.objectNode().put("grant", compact);
        assertThat(Redaction.of(entry(EventType.GRANT_ISSUED.type(), data)).toString())
                .doesNotContain("canary");
    }

    @Test
    void hidesATypeOfTomorrowOnTheTopicOfGrants() {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("grant", story.grant())
                .put("more", "canary");
        assertThat(Redaction.of(entry("dev.approvalcopilot.grant.renewed.v1", data))
                        .toString())
                .isEqualTo("{\"hidden\":true}");
    }

    @Test
    void leavesEverythingElseAsItIs() {
        var entry = Examples.entry(Topic.ACTIONS_CLASSIFIED.topicName(), story.classified());
        assertThat(Redaction.of(entry)).isSameAs(entry.data());
    }

    private static Entry grant(String payload) {
        var encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        return entry(
                EventType.GRANT_ISSUED.type(),
                JsonNodeFactory.instance.objectNode().put("grant", "head." + encoded + ".signature"));
    }

    private static Entry entry(String type, JsonNode data) {
        return Examples.entry(GRANTS, type, data);
    }
}

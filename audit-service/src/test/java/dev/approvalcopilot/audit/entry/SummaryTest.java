package dev.approvalcopilot.audit.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.approvalcopilot.audit.testing.Story;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.Service;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SummaryTest {

    private final Story story = Story.of("ada");

    @ParameterizedTest
    @EnumSource
    void hasASentenceForEveryTypeEvenWithoutData(EventType type) {
        var entry = Examples.entry("topic", type.type(), JsonNodeFactory.instance.objectNode());
        assertThat(Summary.of(entry)).matches("[A-Za-z].*\\.").doesNotContain("null");
    }

    @Test
    void saysWhoDidWhat() {
        assertThat(Summary.of(Examples.entry("t", story.proposed())))
                .isEqualTo("Agent planner proposed github.delete_repository.");
        assertThat(Summary.of(Examples.entry("t", story.classified())))
                .isEqualTo("github.delete_repository is critical and waits for a person.");
        assertThat(Summary.of(Examples.entry("t", story.approved())))
                .isEqualTo("auth0|ada approved github.delete_repository.");
        assertThat(Summary.of(Examples.entry("t", story.security(Service.RISK))))
                .isEqualTo("Something that should not happen: grant signature.");
    }

    @Test
    void namesEverybodyWhoApproved() {
        var approved = story.approved();
        var two = new ActionDecided.Approved(
                approved.action(),
                "auth0|bob",
                approved.view(),
                "jti",
                List.of(
                        new ActionDecided.Approver("auth0|ada", approved.at()),
                        new ActionDecided.Approver("auth0|bob", approved.at())),
                approved.at());

        assertThat(Summary.of(Examples.entry("t", two)))
                .isEqualTo("auth0|ada and auth0|bob approved github.delete_repository.");
    }

    @ParameterizedTest
    @CsvSource({
        "action.rejected.v1, by",
        "action.refused.v1, code",
        "action.classified.v1, level",
        "security.v1, code",
        "dead-letter.v1, reason",
        "run.changed.v1, detail",
        "run.changed.v1, goal",
        "action.rejected.v1, reason"
    })
    void repeatsNoProse(String type, String member) {
        var data = JsonNodeFactory.instance.objectNode().put(member, "canary <b>approve\nthis</b>");
        assertThat(Summary.of(Examples.entry("t", "dev.approvalcopilot." + type, data)))
                .doesNotContain("canary");
    }

    @Test
    void admitsThatItHasNoWordsForATypeOfTomorrow() {
        assertThat(Summary.of(Examples.entry("t", "dev.approvalcopilot.new.v1", JsonNodeFactory.instance.objectNode())))
                .contains("cannot put into words");
    }
}

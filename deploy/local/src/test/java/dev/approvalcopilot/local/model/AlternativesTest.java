package dev.approvalcopilot.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlternativesTest {

    private static Optional<Step> after(String goal, String reason) {
        var rejected = new ToolOutcome(ToolOutcome.Status.REJECTED, reason, MissingNode.getInstance());
        return Alternatives.after(StepGrammar.parse(goal).orElseThrow(), rejected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    say it in #general instead                    | #general  | The new site is live. Enjoy it.
                    too long                                      | #team-web | The new site is live.
                    Wrong place, use #random, and shorter please  | #random   | The new site is live.
                    write "We are live" instead                   | #team-web | We are live
                    """)
    void changesAMessageAsTheReasonSays(String reason, String channel, String text) {
        var other = after("post 'The new site is live. Enjoy it.' to #team-web", reason);

        assertThat(other.orElseThrow().arguments()).isEqualTo(Map.of("channel", channel, "text", text));
    }

    @Test
    void shortensASingleSentence() {
        assertThat(Alternatives.shortened("Everybody should know that the relaunch is done."))
                .isEqualTo("The relaunch is done.");
        assertThat(Alternatives.shortened("The relaunch is done.")).isEqualTo("Relaunch is done.");
    }

    @Test
    void mergesAsTheReasonSays() {
        assertThat(after("merge pull request 7 of octo/website", "please squash")
                        .orElseThrow()
                        .arguments())
                .containsEntry("merge_method", "squash");
    }

    @Test
    void sendsAMailToAnotherAddress() {
        var other = after("send a mail to bob@acme.test subject 'S' saying 'T'", "ask ada@acme.test, not bob");

        assertThat(other.orElseThrow().text("to")).isEqualTo("ada@acme.test");
    }

    @Test
    void deletesAnotherRepositoryOnlyWhenToldInstead() {
        assertThat(after("delete the repository octo/website", "octo/website is in use"))
                .isEmpty();
        assertThat(after("delete the repository octo/website", "delete octo/old-site instead")
                        .orElseThrow()
                        .text("repo"))
                .isEqualTo("old-site");
    }

    @Test
    void hasNoneForAnotherOutcome() {
        var failed = new ToolOutcome(ToolOutcome.Status.FAILED, "use #general", MissingNode.getInstance());

        assertThat(Alternatives.after(StepGrammar.parse("post 'a' to #team-web").orElseThrow(), failed))
                .isEmpty();
    }
}

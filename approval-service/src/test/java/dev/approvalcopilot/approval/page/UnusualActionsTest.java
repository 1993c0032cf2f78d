package dev.approvalcopilot.approval.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.PlainBrowser;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is held, however odd: it is shown, in bounds, and a person can say no to it on the page and over the API. */
@QuarkusTest
class UnusualActionsTest {
    private static final PlainBrowser ADA = PlainBrowser.of(Person.ada());
    private static final int A_PAGE = 200_000;

    @Inject
    Jdbi jdbi;

    /** As if intake had taken it so. */
    private UUID held(String change) {
        var action = Held.hold(AnAction.postingAMessage());
        jdbi.useHandle(handle -> handle.execute("update approvals set " + change + " where id = ?", action));
        return action;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a dwell beyond any calendar          | obligations = jsonb_set(obligations::jsonb, '{dwell}', '"PT2562047788015215H"')::json
            a dwell below zero                   | obligations = jsonb_set(obligations::jsonb, '{dwell}', '"PT-2562047788015215H"')::json
            no dwell                             | obligations = jsonb_set(obligations::jsonb, '{dwell}', 'null')::json
            a reason of nulls                    | reasons = '[{"code":null,"text":null,"policy":null}]'
            no reason                            | reasons = '[]'
            a reason of 600 kB                   | reasons = json_build_array(json_build_object('code','x','text',repeat('word ', 120000),'policy','p'))
            an impact of 600 kB                  | impact = repeat('word ', 120000)
            an impact of many lines              | impact = repeat(chr(10), 600)
            an impact just small enough          | impact = repeat('word ', 11000)
            a rationale of 600 kB                | rationale = repeat('word ', 120000)
            a sentence of 60 kB                  | sentence = repeat('word ', 12000)
            a quorum below zero                  | obligations = jsonb_set(obligations::jsonb, '{quorum}', '-2147483648')::json
            a group with a long name             | obligations = jsonb_set(obligations::jsonb, '{groups}', to_jsonb(array[repeat('g', 9000)]))::json
            a time that no calendar knows        | expires_at = '294200-01-01'
            an origin of another argument        | origins = '{"no such argument":"MODEL"}'""")
    void canBeOpenedAndRejected(String what, String change) {
        var action = held(change);
        var path = "/actions/" + action;

        var page = ADA.get(path);

        assertThat(page.status()).as(what).isEqualTo(200);
        assertThat(page.html().length()).isLessThan(A_PAGE);
        assertThat(Person.ada().asks().get("/api/actions/{id}", action).statusCode())
                .isEqualTo(200);
        assertThat(ADA.get("/").status()).isEqualTo(200);
        assertThat(ADA.send(page, path + "/reject", "words", "no").status()).isEqualTo(303);
        assertThat(Person.ada().sees(action).getString("state")).isEqualTo("REJECTED");
        assertThat(ADA.get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an impact of 600 kB                  | impact = repeat('word ', 120000)
            a reason of nulls                    | reasons = '[{"code":null,"text":null,"policy":null}]'
            a dwell beyond any calendar          | obligations = jsonb_set(obligations::jsonb, '{dwell}', '"PT2562047788015215H"')::json""")
    void canBeRejectedOverTheApi(String what, String change) {
        var action = held(change);

        assertThat(Person.ada().rejects(action, "no").statusCode()).as(what).isEqualTo(200);
    }

    @Test
    void whatIsTooLongToBeNamedCannotBeApproved() {
        var action = held("impact = repeat('word ', 120000)");

        var page = ADA.get("/actions/" + action);

        assertThat(page.html()).doesNotContain("action=\"/actions/" + action + "/approve\"");
        assertThat(page.text())
                .contains(
                        "too long to be approved as one. You can only reject it.",
                        "580,000 more characters are left out");
        assertThat(Person.ada().sees(action).getString("view")).isNull();
    }

    @Test
    void anApprovalOfItOverTheApiIsAStaleOne() {
        var action = held("impact = repeat('word ', 120000)");
        var body = new HashMap<>(Person.approval(Person.ada().sees(action)));
        body.put("view", body.get("digest"));

        assertThat(Person.ada().decides(action, body, "").statusCode()).isEqualTo(409);
    }

    @Test
    void whatTheAgentSaysIsFoldedAndApproveDoesNotWaitForIt() {
        var page = ADA.get("/actions/" + held("rationale = repeat('word ', 120000)"));

        assertThat(page.text()).contains("Open 600,000 characters", "580,000 more characters are left out here.");
        assertThat(page.text()).doesNotContain("Approve waits for it");
    }

    @Test
    void aLostCharacterOfTheSentenceAndTheReasonsIsMarked() {
        var page =
                ADA.get("/actions/" + held("sentence = 'Post' || chr(65533) || 'it', rationale = 'Be' || chr(65533)"));

        assertThat(page.text()).contains("Post[U+FFFD]it", "Be[U+FFFD]", "U+FFFD REPLACEMENT CHARACTER");
    }

    @Test
    void aSettledActionSaysNothingOfAnAccountThatNobodyLookedUp() {
        var action = Held.hold(AnAction.postingAMessage());
        Person.ada().rejects(action, "no").then().statusCode(200);

        assertThat(ADA.get("/actions/" + action).text())
                .contains("on Slack to run")
                .doesNotContain("no account yet");
    }
}

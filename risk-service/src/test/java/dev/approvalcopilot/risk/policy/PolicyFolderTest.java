package dev.approvalcopilot.risk.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.risk.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stops the start, and that it says where. */
class PolicyFolderTest {

    private static final String POLICY = """
            name: loud
            description: Messages in capitals.
            when: action.tool == 'slack.post_message' && action.arguments.text == 'HELLO'
            raise: HIGH
            reason: The message shouts.
            """;

    private static final String CASES = """
            cases:
              - name: a shout
                tool: slack.post_message
                arguments: {channel: "#web", text: HELLO}
                expect: {applies: true, level: HIGH}
              - name: a word
                tool: slack.post_message
                arguments: {channel: "#web", text: hello}
                expect: {applies: false}
            """;

    @TempDir
    Path folder;

    @Test
    void loadsAPolicyWhoseCasesHold() throws IOException {
        write("loud.yaml", POLICY);
        write("loud.cases.yaml", CASES);

        assertThat(load().all()).extracting(Policy::name).containsExactly("loud");
    }

    @Test
    void namesTheSetByWhatThePoliciesSayAndNotByHowTheyAreWritten() throws IOException {
        write("loud.yaml", POLICY);
        write("loud.cases.yaml", CASES);
        var digest = load().digest();

        write("loud.yaml", "# A comment.\n" + POLICY.replace("raise: HIGH", "raise: \"HIGH\""));
        assertThat(load().digest()).isEqualTo(digest);

        write("loud.yaml", POLICY.replace("The message shouts.", "The message cries."));
        assertThat(load().digest()).isNotEqualTo(digest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            raise: HIGH             | alternative: ""             | loud.yaml:1: alternative: 1 to 300 characters
            raise: HIGH             | raise: HIGHEST              | loud.yaml:4: Cannot deserialize
            raise: HIGH             | raise: LOW                  | loud.yaml:4: Cannot deserialize
            raise: HIGH             | deny: false                 | loud.yaml:1: deny can only be true
            raise: HIGH             | # nothing                   | loud.yaml:1: one of raise, deny and obligations
            raise: HIGH             | obligations: {expiry: PT0S} | loud.yaml:4: expiry must be positive
            raise: HIGH             | obligations: {freshLogin: false} | loud.yaml:4: freshLogin can only be asked
            raise: HIGH             | obligations: {quorum: 9}    | loud.yaml:4: quorum must be 1 to 5
            raise: HIGH             | obligations: {groups: []}   | loud.yaml:4: groups must name at least one
            raise: HIGH             | obligations: {quorum: 2}    | loud.yaml:1: a quorum above 1 needs groups
            raise: HIGH             | obligations: {excludesRequester: true} | loud.yaml:1: excludesRequester needs groups
            raise: HIGH             | obligations: {groups: [a], excludesRequester: false} | loud.yaml:4: excludesRequester can only be asked
            raise: HIGH             | obligations: {reminder: PT0S} | loud.yaml:4: reminder must be positive
            raise: HIGH             | obligations: {workingTime: true} | loud.yaml:4: workingTime needs a time
            raise: HIGH             | obligations: {escalation: {after: PT1H}} | loud.yaml:4: escalation: groups must name
            raise: HIGH             | obligations: {escalation: {groups: [a]}} | loud.yaml:4: escalation: after must be positive
            name: loud              | name: quiet                 | loud.yaml:1: the policy quiet lies in loud.yaml
            name: loud              | name: Loud!                 | loud.yaml:1: name: snake_case
            name: loud              | name: &a loud               | loud.yaml:1: anchors and aliases
            name: loud              | name: !x loud               | loud.yaml:1: tags are not accepted
            action.tool             | action.tol                  | loud.yaml:3: when: undeclared reference
            reason: The message shouts. | description: Twice.     | loud.yaml:5: Duplicate field
            """)
    void refusesABadPolicyNamingFileAndLine(String before, String after, String message) throws IOException {
        write("loud.yaml", POLICY.replace(before, after));
        write("loud.cases.yaml", CASES);

        assertThatThrownBy(this::load).isInstanceOf(BadPolicy.class).hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            level: HIGH      | level: CRITICAL    | loud.cases.yaml:2: case "a shout": expected level: CRITICAL, got HIGH
            level: HIGH      | deny: true         | loud.cases.yaml:2: case "a shout": expected deny: true, got false
            text: HELLO      | text: Hello        | loud.cases.yaml:2: case "a shout": expected applies: true, got false
            text: hello      | text: HELLO        | loud.cases.yaml:6: case "a word": expected applies: false, got true
            text: hello      | txt: hello         | loud.cases.yaml:6: case "a word": the tool refuses these arguments
            applies: false   | level: MEDIUM      | loud.cases.yaml:9: expect: applies is missing
            """)
    void refusesAFailingCaseNamingFileAndLine(String before, String after, String message) throws IOException {
        write("loud.yaml", POLICY);
        write("loud.cases.yaml", CASES.replace(before, after));

        assertThatThrownBy(this::load).isInstanceOf(BadPolicy.class).hasMessageStartingWith(message);
    }

    @Test
    void refusesAMemberThatItDoesNotKnow() throws IOException {
        write("loud.yaml", POLICY + "raze: HIGH\n");
        write("loud.cases.yaml", CASES);

        assertThatThrownBy(this::load).hasMessageStartingWith("loud.yaml:6: Unrecognized field \"raze\"");
    }

    @Test
    void refusesACaseInWhichThePolicyFails() throws IOException {
        write("loud.yaml", POLICY.replace("action.arguments.text ==", "action.arguments.absent =="));
        write("loud.cases.yaml", CASES);

        assertThatThrownBy(this::load).hasMessageContaining("the policy gave no answer: ERROR");
    }

    @Test
    void refusesACaseOfAToolThatIsNotThere() throws IOException {
        write("loud.yaml", POLICY);
        write("loud.cases.yaml", CASES.replace("tool: slack.post_message", "tool: slack.shout"));

        assertThatThrownBy(this::load).hasMessageContaining("no tool slack.shout in the tools folder");
    }

    @Test
    void refusesAPolicyWithoutCases() throws IOException {
        write("loud.yaml", POLICY);

        assertThatThrownBy(this::load).hasMessage("loud.yaml:1: its cases are missing: loud.cases.yaml");
    }

    @Test
    void refusesCasesThatShowOneSideOnly() throws IOException {
        write("loud.yaml", POLICY);
        write("loud.cases.yaml", CASES.substring(0, CASES.indexOf("  - name: a word")));

        assertThatThrownBy(this::load).hasMessageContaining("one in which it does not");
    }

    @Test
    void refusesCasesWithoutAPolicy() throws IOException {
        write("loud.yaml", POLICY);
        write("loud.cases.yaml", CASES);
        write("quiet.cases.yaml", CASES);

        assertThatThrownBy(this::load).hasMessage("quiet.cases.yaml:1: there is no quiet.yaml");
    }

    @Test
    void refusesAnEmptyFolderAndAMissingOne() {
        assertThatThrownBy(this::load).isInstanceOf(BadPolicy.class).hasMessageContaining("0 policies");
        assertThatThrownBy(() -> PolicyFolder.load(folder.resolve("nowhere"), Repository.tools(), Repository.LIMITS))
                .isInstanceOf(BadPolicy.class)
                .hasMessageContaining("cannot be read");
    }

    private PolicySet load() {
        return PolicyFolder.load(folder, Repository.tools(), Repository.LIMITS);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}

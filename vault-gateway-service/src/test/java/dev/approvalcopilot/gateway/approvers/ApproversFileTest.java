package dev.approvalcopilot.gateway.approvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.gateway.grant.EligibleGroups;
import dev.approvalcopilot.gateway.grant.EligibleGroups.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApproversFileTest {

    private static final EligibleGroups TWO = new EligibleGroups(Map.of(
            "security", new Reach(Set.of("github"), Set.of("slack.archive_channel")),
            "legal", new Reach(Set.of(), Set.of("gmail.send_message"))));

    @Test
    void readsYaml() {
        assertThat(ApproversFile.parse("""
                # Who may approve besides the principal.
                groups:
                  security:
                    connections: [github]
                    tools: [slack.archive_channel]
                  legal:
                    tools:
                      - gmail.send_message
                """)).isEqualTo(TWO);
    }

    @Test
    void readsJson() {
        assertThat(ApproversFile.parse("""
                {"groups": {"security": {"connections": ["github"], "tools": ["slack.archive_channel"]},
                            "legal": {"tools": ["gmail.send_message"]}}}
                """)).isEqualTo(TWO);
    }

    @Test
    void readsTheFileThatKubernetesMounts() throws IOException {
        var mounted = Path.of(System.getProperty("repository.root"), "k8s/base/gateway/approvers.yaml");

        assertThat(ApproversFile.parse(Files.readString(mounted))).isEqualTo(EligibleGroups.NONE);
    }

    @Test
    void noGroupIsNobody() {
        assertThat(ApproversFile.parse("groups: {}")).isEqualTo(EligibleGroups.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "security: {tools: [a.b]}",
                "groups:",
                "groups: []",
                "groups: {security: }",
                "groups: {security: {}}",
                "groups: {security: [github]}",
                "groups: {security: {tools: []}}",
                "groups: {security: {tools: [], connections: []}}",
                "groups: {security: {tools: ['']}}",
                "groups: {security: {tools: [null]}}",
                "groups: {security: {connections: [github, ' ']}}",
                "groups: {'': {tools: [a.b]}}",
                "groups: {' ': {tools: [a.b]}}",
                "groups: {security: {tool: [a.b]}}",
                "groups: {security: {tools: [a.b]}}\nusers: [bob]",
                "groups: {security: {tools: [a.b]}, security: {tools: [c.d]}}",
                "groups: {security: &x {tools: [a.b]}, legal: *x}",
                "groups: {security: {tools: [a.b]",
                "groups: {security: {tools: [{a: b}]}}",
            })
    void refusesWhatIsNotWhole(String text) {
        assertThatThrownBy(() -> ApproversFile.parse(text)).isInstanceOf(IllegalStateException.class);
    }
}

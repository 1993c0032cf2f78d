package dev.approvalcopilot.contracts.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.json.MalformedJson;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionTest {

    private static final Action ACTION = new Action(
            URI.create("https://copilot.example"),
            UUID.fromString("0198f3a0-0000-7000-8000-000000000001"),
            "AAAAAAAAAAAAAAAAAAAAAA",
            "auth0|ada",
            "planner",
            UUID.fromString("0198f3a0-0000-7000-8000-000000000002"),
            "github.delete_repository",
            Digest.of(new byte[0]),
            "github",
            List.of(),
            Json.MAPPER.createObjectNode().put("owner", "octo").put("repo", "old-site"),
            Instant.parse("2026-11-23T20:10:00Z"));

    @Test
    void isWrittenOnceAndReadBackTheSame() {
        assertThat(Action.read(ACTION.toCanonicalBytes())).isEqualTo(ACTION);
    }

    @Test
    void hasTheMembersOfTheContractsPage() {
        assertThat(ACTION.toCanonicalBytes().text())
                .isEqualTo("{\"agent\":\"planner\",\"arguments\":{\"owner\":\"octo\",\"repo\":\"old-site\"},"
                        + "\"connection\":\"github\",\"deployment\":\"https://copilot.example\","
                        + "\"id\":\"0198f3a0-0000-7000-8000-000000000001\","
                        + "\"manifest\":\"sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU\","
                        + "\"principal\":\"auth0|ada\",\"proposedAt\":\"2026-11-23T20:10:00Z\","
                        + "\"run\":\"0198f3a0-0000-7000-8000-000000000002\",\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\","
                        + "\"scopes\":[],\"tool\":\"github.delete_repository\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deployment",
                "id",
                "salt",
                "principal",
                "agent",
                "run",
                "tool",
                "manifest",
                "connection",
                "scopes",
                "arguments",
                "proposedAt"
            })
    void refusesBytesWithoutOneOfItsMembers(String member) {
        var tree = (ObjectNode) ACTION.toCanonicalBytes().tree();
        tree.remove(member);
        assertThatThrownBy(() -> Action.read(CanonicalBytes.of(tree))).isInstanceOf(MalformedJson.class);
    }

    static Stream<String> refusesToBeMadeWithoutOneOfItsMembers() {
        return Stream.of(Action.class.getRecordComponents()).map(RecordComponent::getName);
    }

    /** Reading wraps whatever is thrown; made in memory, it says which. */
    @ParameterizedTest
    @MethodSource
    void refusesToBeMadeWithoutOneOfItsMembers(String member) {
        assertThatThrownBy(() -> made(member, null))
                .isInstanceOf(MalformedJson.class)
                .hasMessageEndingWith(": " + member);
    }

    private static Action made(String member, Object value) throws Throwable {
        var components = Action.class.getRecordComponents();
        var values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            boolean changed = components[i].getName().equals(member);
            values[i] = changed ? value : components[i].getAccessor().invoke(ACTION);
        }
        try {
            return (Action) Action.class.getConstructors()[0].newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void refusesADeploymentThatIsNoAddressOfItsOwn() {
        assertThatThrownBy(() -> made("deployment", URI.create("/copilot"))).isInstanceOf(MalformedJson.class);
    }

    @Test
    void refusesAScopeThatIsNone() {
        assertThatThrownBy(() -> made("scopes", Collections.singletonList(null)))
                .isInstanceOf(MalformedJson.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAA=", "AAAAAAAAAAAAAAAAAAAAA+"})
    void refusesASaltThatIsNot128Bits(String salt) {
        assertThatThrownBy(() -> made("salt", salt)).isInstanceOf(MalformedJson.class);
    }

    @ParameterizedTest
    @CsvSource({"principal, 255", "agent, 255", "tool, 200", "connection, 200"})
    void aNameIsSomethingAndNotTooLong(String member, int longest) throws Throwable {
        assertThat(made(member, "a|" + "x".repeat(longest - 2))).isNotNull();
        assertThatThrownBy(() -> made(member, "a|" + "x".repeat(longest - 1))).isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> made(member, " ")).isInstanceOf(MalformedJson.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"principal", "agent", "tool", "connection"})
    void refusesAControlCharacterInAName(String member) {
        var tree = (ObjectNode) ACTION.toCanonicalBytes().tree();
        tree.put(member, "a\u0000b");
        assertThatThrownBy(() -> Action.read(CanonicalBytes.of(tree))).isInstanceOf(MalformedJson.class);
    }

    @Test
    void refusesAMemberThatNobodyDefined() {
        var tree = (ObjectNode) ACTION.toCanonicalBytes().tree();
        tree.put("approved", true);
        assertThatThrownBy(() -> Action.read(CanonicalBytes.of(tree))).isInstanceOf(MalformedJson.class);
    }

    @Test
    void changesItsDigestWithItsSalt() {
        var tree = (ObjectNode) ACTION.toCanonicalBytes().tree();
        tree.put("salt", Ids.random128());
        assertThat(CanonicalBytes.of(tree).digest())
                .isNotEqualTo(ACTION.toCanonicalBytes().digest());
    }

    @Test
    void keepsItsArgumentsFromLaterChanges() {
        var arguments = Json.MAPPER.createObjectNode().put("owner", "octo");
        var action = new Action(
                ACTION.deployment(),
                ACTION.id(),
                ACTION.salt(),
                ACTION.principal(),
                ACTION.agent(),
                ACTION.run(),
                ACTION.tool(),
                ACTION.manifest(),
                ACTION.connection(),
                ACTION.scopes(),
                arguments,
                ACTION.proposedAt());
        arguments.put("owner", "evil");
        assertThat(action.arguments().path("owner").asText()).isEqualTo("octo");
    }

    @Test
    void printsWhichItIsAndNoArguments() {
        assertThat(ACTION.toString())
                .contains(ACTION.id().toString(), ACTION.tool())
                .doesNotContain("old-site");
    }
}

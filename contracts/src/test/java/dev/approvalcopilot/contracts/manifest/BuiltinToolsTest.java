package dev.approvalcopilot.contracts.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools by which a person changes their own rules. */
class BuiltinToolsTest {

    private static final Path FOLDER = Path.of(System.getProperty("repository.root", ".."), "tools", "self");
    private static final ToolCatalog SHIPPED = ToolCatalog.load(FOLDER);

    @TempDir
    private Path folder;

    private static Tool tool(String name) {
        return SHIPPED.find(name).orElseThrow();
    }

    private static ObjectNode json(String text) throws JsonProcessingException {
        return (ObjectNode) Json.MAPPER.readTree(text.replace('\'', '"'));
    }

    private Tool twisted(String file, String old, String other) throws IOException {
        var text = Files.readString(FOLDER.resolve(file));
        assertThat(text).contains(old);
        Files.writeString(folder.resolve(file), text.replace(old, other));
        return ToolCatalog.load(folder).all().iterator().next();
    }

    @Test
    void whatTightensIsLowAndWhatLoosensOrDelegatesIsCritical() {
        assertThat(tool("self.set_limits").manifest().riskFloor()).isEqualTo(RiskLevel.LOW);
        assertThat(tool("self.end_delegation").manifest().riskFloor()).isEqualTo(RiskLevel.LOW);
        assertThat(tool("self.remove_limits").manifest().riskFloor()).isEqualTo(RiskLevel.CRITICAL);
        assertThat(tool("self.delegate").manifest().riskFloor()).isEqualTo(RiskLevel.CRITICAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'tool':'gmail.send_message'}; Forbid the tool gmail.send_message",
                "{'agent':'planner','connection':'github'}; Forbid the agent planner the connection github",
                "{'tool':'bank.pay','argument':'amount','max':100}; Forbid the tool bank.pay, whenever amount is more than 100",
                "{'tool':'gmail.send_message','argument':'to','allowed':['@a.example','b@c.example']};"
                        + " Forbid the tool gmail.send_message, unless to is one of: @a.example, b@c.example"
            })
    void aLimitIsOneSentence(String arguments, String sentence) throws JsonProcessingException {
        assertThat(tool("self.set_limits").violations(json(arguments))).isEmpty();
        assertThat(tool("self.set_limits").sentence(json(arguments))).isEqualTo(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'argument':'to','max':1}",
                "{'tool':'a.b','argument':'to'}",
                "{'tool':'a.b','max':1}",
                "{'tool':'a.b','allowed':['x']}",
                "{'tool':'a.b','argument':'to','max':1,'allowed':['x']}",
                "{'tool':'a.b','argument':'to','allowed':[]}",
                "{'tool':'a.b','argument':'to','allowed':[' x']}",
                "{'tool':'a.b','argument':'to','max':'1'}",
                "{'tool':'Gmail'}",
                "{'tool':'a.b','remove':'x'}"
            })
    void aLimitThatSaysNothingOrTwoThingsFitsNot(String arguments) throws JsonProcessingException {
        assertThat(tool("self.set_limits").violations(json(arguments))).isNotEmpty();
    }

    @Test
    void aDelegationIsOneSentence() throws JsonProcessingException {
        var short_ = json("{'to':'auth0|bob','until':'2026-12-01T00:00:00Z'}");
        var long_ = json(
                "{'to':'auth0|bob','from':'2026-11-30T00:00:00Z','until':'2026-12-01T00:00:00Z','tools':['a.b','c.d']}");

        assertThat(tool("self.delegate").violations(short_)).isEmpty();
        assertThat(tool("self.delegate").violations(long_)).isEmpty();
        assertThat(tool("self.delegate").sentence(short_))
                .isEqualTo("Let auth0|bob decide for you until 2026-12-01T00:00:00Z");
        assertThat(tool("self.delegate").sentence(long_))
                .isEqualTo("Let auth0|bob decide for you from 2026-11-30T00:00:00Z until 2026-12-01T00:00:00Z, about"
                        + " these tools alone: a.b, c.d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'to':'auth0|bob'}",
                "{'until':'2026-12-01T00:00:00Z'}",
                "{'to':'auth0|bob','until':'tomorrow'}",
                "{'to':'auth0|bob','until':'2026-13-01T00:00:00Z'}",
                "{'to':' auth0|bob','until':'2026-12-01T00:00:00Z'}",
                "{'to':'auth0|bob','until':'2026-12-01T00:00:00Z','tools':[]}"
            })
    void aDelegationWithoutSomebodyOrAnEndFitsNot(String arguments) throws JsonProcessingException {
        assertThat(tool("self.delegate").violations(json(arguments))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "remove_limits.yaml; riskFloor: CRITICAL; riskFloor: HIGH; riskFloor of a builtin",
                "delegate.yaml; riskFloor: CRITICAL; riskFloor: HIGH; riskFloor of a builtin",
                "set_limits.yaml; name: self.set_limits; name: own.set_limits; name and connection",
                "set_limits.yaml; connection: self; connection: github; name and connection",
                "set_limits.yaml; scopeMode: NONE; scopeMode: UNREPORTED; permissions",
                "set_limits.yaml; builtin: SET_LIMITS; version: '2'; duplicate",
                "set_limits.yaml; effect: OPAQUE; effect: READ_ONLY; effect and reversibility"
            })
    void aManifestThatSaysLessIsRefused(String file, String old, String other, String why) {
        assertThatThrownBy(() -> twisted(file, old, other))
                .isInstanceOf(BadManifest.class)
                .message()
                .containsIgnoringCase(why);
    }

    @Test
    void aToolThatCallsAProviderIsNotOneOfThem() {
        var call = "request: {method: GET, base: 'https://api.example', path: /}";

        assertThatThrownBy(() -> twisted("set_limits.yaml", "builtin: SET_LIMITS", call))
                .hasMessageContaining("result");
        assertThatThrownBy(() -> twisted("set_limits.yaml", "builtin: SET_LIMITS", "builtin: SET_LIMITS\n" + call))
                .hasMessageContaining("request or builtin");
    }

    @Test
    void eachIsThere() {
        assertThat(SHIPPED.all().stream().map(tool -> tool.manifest().builtin()).toList())
                .containsExactlyInAnyOrderElementsOf(List.of(Builtin.values()));
    }
}

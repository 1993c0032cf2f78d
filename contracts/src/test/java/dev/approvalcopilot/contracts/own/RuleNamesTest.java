package dev.approvalcopilot.contracts.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.Builtin;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the tools that are shipped. */
class RuleNamesTest {

    private static final ToolCatalog TOOLS =
            ToolCatalog.load(Path.of(System.getProperty("repository.root", ".."), "tools"));

    private static List<String> unknown(Builtin builtin, String json) {
        try {
            var arguments = (ObjectNode) Json.MAPPER.readTree(json.replace('\'', '"'));
            return RuleNames.unknown(builtin, arguments, TOOLS.all());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'tool':'gmail.send_mail'} | /tool: there is no tool gmail.send_mail here. Do you mean gmail.send_message",
                "{'tool':'slack.postmessage'} | /tool: there is no tool slack.postmessage here. Do you mean slack.post_message",
                "{'connection':'googleoauth2'} | /connection: no tool here uses the connection googleoauth2. Do you mean google-oauth2?",
                "{'connection':'slack'} | /connection: no tool here uses the connection slack.",
                "{'tool':'gmail.send_message','connection':'github'} | /connection: the tool gmail.send_message does not use",
                "{'tool':'gmail.send_message','argument':'recipient','max':1} | /argument: the tool takes no argument recipient.",
                "{'connection':'github','argument':'rep','allowed':['x']} | /argument: these tools take no argument rep. Do you mean repo",
                "{'agent':'planner','argument':'nowhere','max':1} | /argument: these tools take no argument nowhere."
            })
    void aLimitThatWouldForbidNothingIsSaidWithTheNamesThatMayBeMeant(String arguments, String line) {
        assertThat(unknown(Builtin.SET_LIMITS, arguments))
                .singleElement()
                .asString()
                .startsWith(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'tool':'gmail.send_message','argument':'to','allowed':['@acme.example']}",
                "{'connection':'github','argument':'repo','allowed':['website']}",
                "{'tool':'github.create_issue','connection':'github'}",
                "{'connection':'self'}",
                "{'agent':'planner'}"
            })
    void aLimitThatNamesWhatThereIsIsTaken(String arguments) {
        assertThat(unknown(Builtin.SET_LIMITS, arguments)).isEmpty();
    }

    @Test
    void aDelegationNamesToolsThatThereAreAndNoneOfThePersonsOwnRules() {
        assertThat(unknown(
                        Builtin.DELEGATE,
                        "{'to':'auth0|bob','tools':['gmail.sendmessage','gmail.send_message','self.delegate']}"))
                .containsExactly(
                        "/tools/0: there is no tool gmail.sendmessage here. Do you mean gmail.send_message"
                                + " or gmail.read_message?",
                        "/tools/2: nobody else decides about your own rules.");
    }

    @Test
    void namesThatAreFarFromAllKnownOnesAreNotGuessedAt() {
        assertThat(NearNames.of("auth0|bobb", List.of("auth0|bob", "auth0|carol"), 2))
                .containsExactly("auth0|bob");
        assertThat(NearNames.of("auth0|bobb", List.of("auth0|carol"), 2)).isEmpty();
        assertThat(NearNames.of("zzzzzzzzz.qqqqqqqq", List.of("gmail.send_message")))
                .isEmpty();
    }
}

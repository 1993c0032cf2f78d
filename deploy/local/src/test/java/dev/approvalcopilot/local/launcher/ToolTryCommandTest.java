package dev.approvalcopilot.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A tool of a provider that nobody has written a stand-in for. */
@ResourceLock(Resources.SYSTEM_OUT)
class ToolTryCommandTest {

    private static final String MANIFEST = """
            name: acme.close_ticket
            title: Close a ticket
            version: 1.0.0
            description: Closes a ticket.
            connection: acme
            scopes: [tickets.write]
            scopeMode: FIXED
            beyond: close other tickets
            arguments:
              type: object
              additionalProperties: false
              required: [ticket, state]
              properties:
                ticket: {type: string, minLength: 1, maxLength: 40}
                state: {type: string, maxLength: 20}
                note: {type: string, maxLength: 200}
            sentence: "Close the ticket {ticket}"
            impact: "{ticket} is closed."
            effect: QUERYABLE
            reversibility: REVERSIBLE
            riskFloor: MEDIUM
            request:
              method: POST
              base: https://api.acme.example/v2
              path: /tickets/{ticket}/close
              query: {notify: "true"}
              headers: {Content-Type: application/json}
              body: {note: "{note}", by: copilot}
            preconditions:
              - {what: the state of the ticket, path: "/tickets/{ticket}", pointer: /state, equals: "{state}"}
            lookup:
              path: /tickets/{ticket}
              found: [{status: 200, pointer: /state, equals: closed}]
            result:
              maxBytes: 1000
              fields: {id: /ticket/id}
            nothingHappened: {statuses: [401, 404, 429]}
            """;

    @TempDir
    private Path folder;

    private int exitCode;

    private String run(String manifest, String... options) throws IOException {
        var file = Files.writeString(folder.resolve("close_ticket.yaml"), manifest);
        var arguments = new String[options.length + 3];
        arguments[0] = "tool";
        arguments[1] = "try";
        arguments[2] = file.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        var printed = new ByteArrayOutputStream();
        var out = System.out;
        var err = System.err;
        try (var stream = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            System.setErr(stream);
            exitCode = Dev.commandLine().execute(arguments);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static final String ARGUMENTS = "{\"ticket\":\"A/7 é\",\"state\":\"open\",\"note\":\"Done.\"}";

    @Test
    void showsEachRequestAsItArrived() throws IOException {
        assertThat(run(MANIFEST, "--arguments", ARGUMENTS))
                .contains("Close the ticket A/7 é")
                .contains("for the state of the ticket, which must be {state} at /state")
                .contains("GET https://api.acme.example/v2/tickets/A%2F7%20%C3%A9\n")
                .contains("POST https://api.acme.example/v2/tickets/A%2F7%20%C3%A9/close\n    notify = true\n")
                .contains("content-type: application/json")
                .contains("{\"note\":\"Done.\",\"by\":\"copilot\"}")
                .doesNotContain("a-token-of-this-trial");
        assertThat(exitCode).isZero();
    }

    @Test
    void saysHowAnswersWouldBeRead() throws IOException {
        var documented = Files.writeString(folder.resolve("answer.json"), "{\"ticket\":{\"id\":7,\"secret\":\"s\"}}");

        assertThat(run(MANIFEST, "--arguments", ARGUMENTS, "--answer", documented.toString())
                        .replaceAll(" +", " "))
                .contains(
                        " 200 SUCCEEDED, the agent reads {\"id\":7}\n",
                        " 301 to another place FAILED 301, agent and person are told that it is now at"
                                + " https://api.acme.example/v2/another/place\n",
                        " 401 FAILED provider_401, the person is told to reconnect the account\n",
                        " 404 FAILED 404\n",
                        " 409 looked up: SUCCEEDED if found, else UNKNOWN\n",
                        " 429 sent again while the grant lives, then FAILED\n",
                        " 500 looked up: SUCCEEDED if found, else UNKNOWN\n",
                        " no answer looked up: SUCCEEDED if found, else UNKNOWN\n");
    }

    @Test
    void readsANoInsideASuccess() throws IOException {
        var says = MANIFEST.replace(
                "nothingHappened: {statuses: [401, 404, 429]}",
                "failure: {pointer: /ok, equals: false, code: /error/code, tokenRefused: [revoked]}\n"
                        + "nothingHappened: {words: [gone, revoked]}");

        assertThat(run(says, "--arguments", ARGUMENTS).replaceAll(" +", " "))
                .contains(
                        " 200 SUCCEEDED, the agent reads {\"id\":\"some id\"}\n",
                        " 200, gone FAILED gone\n",
                        " 200, revoked FAILED revoked, the person is told to reconnect the account\n",
                        " 200, a_word_that_no_list_has looked up",
                        " 404 looked up");
    }

    @Test
    void namesFileLineAndMemberOfAManifestThatIsNotAccepted() throws IOException {
        assertThat(run(MANIFEST.replace("riskFloor", "riskflor")))
                .contains("close_ticket.yaml:21: unknown member riskflor");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void namesWhatIsWrongWithTheArguments() throws IOException {
        assertThat(run(MANIFEST)).contains("does not take these arguments", "ticket");
        assertThat(exitCode).isEqualTo(1);
    }
}

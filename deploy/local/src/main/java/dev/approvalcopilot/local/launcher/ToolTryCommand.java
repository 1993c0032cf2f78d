package dev.approvalcopilot.local.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.answer.CallOutcome;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.BadManifest;
import dev.approvalcopilot.contracts.manifest.Effect;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.local.http.Call;
import dev.approvalcopilot.local.trial.Samples;
import dev.approvalcopilot.local.trial.Trial;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "try",
        description =
                "Send a tool's requests to a stand-in that records them, and show how answers would be read. Nothing"
                        + " needs to run, and the provider is not called.")
final class ToolTryCommand implements Callable<Integer> {

    /** Of the client, not of the manifest. */
    private static final Set<String> NOT_SHOWN =
            Set.of("authorization", "connection", "content-length", "host", "user-agent");

    @Parameters(paramLabel = "FILE", description = "A manifest, such as tools/github/create_issue.yaml.")
    private Path file;

    @Option(names = "--arguments", paramLabel = "JSON", defaultValue = "{}", description = "Arguments of the call.")
    private String arguments;

    @Option(
            names = "--answer",
            paramLabel = "FILE",
            description =
                    "JSON that the provider documents as its answer; without it one is made of what the manifest names.")
    private Path answer;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        var tool = load();
        var given = json(arguments, "--arguments");
        if (!(given instanceof ObjectNode values)) {
            throw new Failure("--arguments must be a JSON object");
        }
        var violations = tool.violations(values);
        if (!violations.isEmpty()) {
            throw new Failure(tool.name() + " does not take these arguments:", violations);
        }
        var success = answer == null ? null : json(Files.readString(answer), answer.toString());
        tell(tool, values);
        try (var trial = new Trial(tool, values)) {
            requests(tool, trial, success);
            answers(tool, trial, success);
        }
        return ExitCode.OK;
    }

    private Tool load() throws Failure {
        try {
            var tool = ToolCatalog.read(file);
            if (tool.manifest().builtin() != null) {
                throw new Failure(tool.name() + " calls nobody: the gateway does it in its own tables");
            }
            return tool;
        } catch (BadManifest e) {
            throw new Failure(e.getMessage());
        }
    }

    private static JsonNode json(String text, String where) throws Failure {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Failure(where + " is no JSON: " + e.getOriginalMessage());
        }
    }

    private void tell(Tool tool, ObjectNode values) {
        var manifest = tool.manifest();
        out.println(Terminal.bold(tool.name()) + " " + manifest.version() + ", at least " + manifest.riskFloor() + ", "
                + manifest.effect() + ", " + tool.digest().value());
        out.println("  " + tool.sentence(values));
        out.println("  " + tool.impact(values));
    }

    private void requests(Tool tool, Trial trial, JsonNode success) throws IOException {
        var manifest = tool.manifest();
        for (var precondition : manifest.preconditions()) {
            trial.read(precondition.path(), precondition.query());
            out.println();
            out.println("Read before it, for " + precondition.what() + ", which must be " + precondition.equals()
                    + " at " + precondition.pointer() + ":");
            show(tool, trial.recorded());
        }
        trial.call(Samples.of(manifest, success).get("200"));
        out.println();
        out.println("The call, with a token of the connection " + manifest.connection() + ":");
        show(tool, trial.recorded());
        if (manifest.lookup() != null) {
            trial.read(manifest.lookup().path(), manifest.lookup().query());
            out.println();
            out.println("Read after an answer that leaves open whether it happened:");
            show(tool, trial.recorded());
        }
    }

    private void show(Tool tool, Call call) {
        var base = tool.manifest().request().base();
        out.println("  " + call.method() + " " + base.getScheme() + "://" + base.getRawAuthority() + call.path());
        new TreeMap<>(call.query()).forEach((name, value) -> out.println("    " + name + " = " + value));
        new TreeMap<>(call.headers()).forEach((name, value) -> {
            if (!NOT_SHOWN.contains(name)) {
                out.println("  " + name + ": " + value);
            }
        });
        if (!call.body().isEmpty()) {
            out.println("  " + call.body());
        }
    }

    private void answers(Tool tool, Trial trial, JsonNode success) throws IOException {
        out.println();
        out.println("How answers are read:");
        for (var sample : Samples.of(tool.manifest(), success).entrySet()) {
            var outcome = trial.call(sample.getValue());
            out.printf(
                    "  %-32s %s%n",
                    sample.getKey(), words(outcome, tool.manifest().effect()));
        }
    }

    private static String words(CallOutcome outcome, Effect effect) {
        return switch (outcome) {
            case CallOutcome.Succeeded(var result) -> "SUCCEEDED, the agent reads " + result;
            case CallOutcome.Failed(String code) -> "FAILED " + code;
            case CallOutcome.TokenRefused(String code) ->
                "FAILED " + code + ", the person is told to reconnect the account";
            case CallOutcome.Moved(String code, String where) ->
                "FAILED " + code + ", agent and person are told that it is now at " + where;
            case CallOutcome.AnswerTooLarge _ -> "FAILED answer_too_large, the agent is told to ask for less";
            case CallOutcome.TurnedAway _ -> "sent again while the grant lives, then FAILED";
            case CallOutcome.Unsettled _ -> unsettled(effect);
        };
    }

    private static String unsettled(Effect effect) {
        return switch (effect) {
            case READ_ONLY -> "sent once more, then FAILED";
            case IDEMPOTENT_KEY -> "sent again with its key, then UNKNOWN";
            case QUERYABLE -> "looked up: SUCCEEDED if found, else UNKNOWN";
            case OPAQUE -> "UNKNOWN: a person has to look";
        };
    }
}

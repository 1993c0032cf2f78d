package dev.approvalcopilot.gateway.testing;

import dev.approvalcopilot.local.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Limits that tests can wait for, a log file that they can read, and beside the shipped tools one that none of them is. */
public final class ShortPatience implements QuarkusTestResourceLifecycleManager {

    public static final Path LOG = Path.of("target", "gateway-under-test.log");
    /** Creates an issue, as if GitHub dropped repetitions with one key. */
    public static final String KEYED_TOOL = "github.create_issue_once";

    public static final String CONNECT_URL = "https://copilot.example/accounts";

    public static final int MAX_ANSWER_BYTES = 65_536;

    /** After the stack, whose tools it adds to. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        addKeyedTool(LocalStackResource.installation().tools().resolve("github"));
        return Map.ofEntries(
                Map.entry("gateway.auth0.timeout", "PT1S"),
                Map.entry("gateway.call.limit", "PT2S"),
                Map.entry("gateway.call.read-limit", "PT1S"),
                Map.entry("gateway.call.max-answer-bytes", String.valueOf(MAX_ANSWER_BYTES)),
                Map.entry("gateway.call.lease", "PT7S"),
                Map.entry("gateway.connect-url", CONNECT_URL),
                Map.entry("quarkus.log.level", "DEBUG"),
                Map.entry("quarkus.log.console.level", "INFO"),
                Map.entry("quarkus.log.file.enabled", "true"),
                Map.entry("quarkus.log.file.path", LOG.toString()),
                // Providers fail on purpose here, and one test must not close the door for the next.
                Map.entry("gateway.call.circuit-minimum-calls", "1000"),
                // What an operator may ask for and must not get.
                Map.entry("quarkus.log.category.\"org.apache.hc\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"org.apache.hc.client5.http.wire\".level", "TRACE"));
    }

    private static void addKeyedTool(Path folder) {
        try {
            var manifest = Files.readString(folder.resolve("create_issue.yaml"))
                    .replace("name: github.create_issue", "name: " + KEYED_TOOL)
                    .replace("effect: OPAQUE", "effect: IDEMPOTENT_KEY");
            Files.writeString(
                    folder.resolve("create_issue_once.yaml"),
                    manifest + "idempotency: {header: Idempotency-Key, lifetime: PT24H}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}

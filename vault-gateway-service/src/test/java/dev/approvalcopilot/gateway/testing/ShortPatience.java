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

    /** After the stack, whose tools it adds to. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        addKeyedTool(LocalStackResource.installation().tools().resolve("github"));
        return Map.of(
                "gateway.auth0.timeout", "PT1S",
                "gateway.call.limit", "PT2S",
                "gateway.call.read-limit", "PT1S",
                "gateway.call.lease", "PT7S",
                "gateway.connect-url", CONNECT_URL,
                "quarkus.log.level", "DEBUG",
                "quarkus.log.console.level", "INFO",
                "quarkus.log.file.enabled", "true",
                "quarkus.log.file.path", LOG.toString());
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

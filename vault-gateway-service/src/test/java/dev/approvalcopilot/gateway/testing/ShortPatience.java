package dev.approvalcopilot.gateway.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** Limits that tests can wait for, and a log file that they can read. */
public final class ShortPatience implements QuarkusTestResourceLifecycleManager {

    public static final Path LOG = Path.of("target", "gateway-under-test.log");
    public static final String CONNECT_URL = "https://copilot.example/accounts";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "gateway.auth0.timeout", "PT1S",
                "gateway.call.limit", "PT2S",
                "gateway.call.lease", "PT5S",
                "gateway.connect-url", CONNECT_URL,
                "quarkus.log.level", "DEBUG",
                "quarkus.log.console.level", "INFO",
                "quarkus.log.file.enabled", "true",
                "quarkus.log.file.path", LOG.toString());
    }

    @Override
    public void stop() {}
}

package dev.approvalcopilot.risk;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.risk.policy.Limits;
import java.nio.file.Path;
import java.time.Duration;

/** The shipped files that tests judge by. */
public final class Repository {

    public static final Limits LIMITS = new Limits(100_000, Duration.ofSeconds(5));

    private Repository() {}

    public static Path policies() {
        return root().resolve("policies");
    }

    public static ToolCatalog tools() {
        return ToolCatalog.load(root().resolve("tools"));
    }

    private static Path root() {
        return Path.of(System.getProperty("repository.root"));
    }
}

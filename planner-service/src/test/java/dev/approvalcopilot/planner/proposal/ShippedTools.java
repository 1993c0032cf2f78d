package dev.approvalcopilot.planner.proposal;

import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import java.nio.file.Path;

/** The manifests of the repository. */
final class ShippedTools {

    static final ToolCatalog CATALOG = ToolCatalog.load(Path.of(System.getProperty("repository.root"), "tools"));

    private ShippedTools() {}

    static Tool named(String name) {
        return CATALOG.find(name).orElseThrow();
    }
}

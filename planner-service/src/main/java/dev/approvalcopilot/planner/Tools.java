package dev.approvalcopilot.planner;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.support.tool.ToolsFolder;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Loads the tool manifests when the service starts; one that is not accepted stops the start. */
final class Tools {

    private Tools() {}

    @Produces
    @Singleton
    @Startup
    static ToolCatalog catalog(@ConfigProperty(name = "copilot.tools.dir") Path folder) {
        return ToolsFolder.load(folder);
    }
}

package dev.approvalcopilot.risk.tool;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.support.tool.ToolsFolder;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Loads the manifests at start; a bad one ends it. */
@Singleton
class Tools {

    private static final Logger LOG = Logger.getLogger(Tools.class);

    @Startup
    @Produces
    @Singleton
    ToolCatalog tools(@ConfigProperty(name = "copilot.tools.dir") Path folder) {
        var tools = ToolsFolder.load(folder);
        LOG.infof("event=tools_loaded count=%d", tools.all().size());
        return tools;
    }
}

package dev.approvalcopilot.support.tool;

import dev.approvalcopilot.contracts.manifest.BadManifest;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** The folder {@code copilot.tools.dir}. */
public final class ToolsFolder {

    private static final Logger LOG = Logger.getLogger(ToolsFolder.class);

    private ToolsFolder() {}

    /** @throws BadManifest naming file, line and member: a manifest that is not accepted ends the start */
    public static ToolCatalog load(Path folder) {
        try {
            return ToolCatalog.load(folder);
        } catch (BadManifest e) {
            // Said once more in one line: the framework's own report buries it in stack traces.
            LOG.fatalf("event=start_refused reason=%s", e.getMessage());
            throw e;
        }
    }
}

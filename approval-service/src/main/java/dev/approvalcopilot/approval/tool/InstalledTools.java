package dev.approvalcopilot.approval.tool;

import static dev.approvalcopilot.approval.ApprovalConfig.BEFORE_ANY_WORK;

import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.manifest.BadManifest;
import dev.approvalcopilot.contracts.manifest.ScopeMode;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.support.tool.ToolsFolder;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The manifests that count here. */
@Startup(BEFORE_ANY_WORK)
@ApplicationScoped
public class InstalledTools {
    private final ToolCatalog catalog;

    InstalledTools(@ConfigProperty(name = "copilot.tools.dir") Path folder) {
        this.catalog = load(folder);
    }

    /** As a problem of configuration, so that the start ends with its one line. */
    private static ToolCatalog load(Path folder) {
        try {
            return ToolsFolder.load(folder);
        } catch (BadManifest e) {
            throw new ConfigurationException("copilot.tools.dir: " + e.getMessage());
        }
    }

    public Optional<Tool> find(String name) {
        return catalog.find(name);
    }

    /** In no particular order. */
    public Collection<Tool> all() {
        return catalog.all();
    }

    /** Those whose calls use this connection, by name. */
    public List<Tool> using(String connection) {
        return catalog.all().stream()
                .filter(tool -> tool.manifest().connection().equals(connection))
                .sorted(Comparator.comparing(Tool::name))
                .toList();
    }

    /** The connections that installed tools use, without what needs no account anywhere. */
    public SortedSet<String> connections() {
        return catalog.all().stream()
                .filter(tool -> tool.manifest().scopeMode() != ScopeMode.NONE)
                .map(tool -> tool.manifest().connection())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether the tool of that name is still the one with that digest. */
    public boolean isCurrent(String name, Digest manifest) {
        return catalog.find(name).map(tool -> tool.digest().equals(manifest)).orElse(false);
    }
}

package dev.approvalcopilot.gateway.approvers;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.grant.EligibleGroups;
import dev.approvalcopilot.gateway.grant.EligibleGroups.Reach;
import dev.approvalcopilot.support.file.MountedFile;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** {@code gateway.approvers.file}, looked at before each use. A broken one stops the start, and later all that needs it. */
@Startup
@Singleton
public class MountedApprovers implements Supplier<EligibleGroups> {

    private static final Logger LOG = Logger.getLogger(MountedApprovers.class);
    private static final String SETTING = "gateway.approvers.file";

    private final Optional<MountedFile<EligibleGroups>> file;

    MountedApprovers(GatewayConfig config, ToolCatalog tools) {
        this.file = config.approvers()
                .file()
                .map(path -> new MountedFile<>(path, SETTING, text -> read(text, path, tools)));
    }

    /** @throws UncheckedIOException while the file cannot be read */
    @Override
    public EligibleGroups get() {
        return file.map(MountedFile::current).orElse(EligibleGroups.NONE);
    }

    private static EligibleGroups read(String text, Path path, ToolCatalog tools) {
        try {
            var groups = ApproversFile.parse(text);
            var unknown = unknown(groups, tools);
            if (!unknown.isEmpty()) {
                LOG.warnf("event=approvers_unknown setting=%s names=%s", SETTING, unknown);
            }
            return groups;
        } catch (IllegalStateException e) {
            LOG.errorf("event=approvers_refused setting=%s why=\"%s\"", SETTING, e.getMessage());
            throw new IllegalStateException(SETTING + " " + path + ": " + e.getMessage());
        }
    }

    /** Named, and of no tool that is loaded here. Not refused: the file may come before the tool. */
    static Set<String> unknown(EligibleGroups groups, ToolCatalog tools) {
        var unknown = new TreeSet<String>();
        for (Reach reach : groups.reach().values()) {
            unknown.addAll(reach.connections());
            unknown.addAll(reach.tools());
        }
        tools.all().forEach(tool -> {
            unknown.remove(tool.name());
            unknown.remove(tool.manifest().connection());
        });
        return unknown;
    }
}

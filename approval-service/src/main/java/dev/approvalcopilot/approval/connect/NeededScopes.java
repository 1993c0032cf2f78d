package dev.approvalcopilot.approval.connect;

import dev.approvalcopilot.approval.tool.InstalledTools;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The provider's scopes that the installed tools of a connection need together. */
@ApplicationScoped
public class NeededScopes {
    private final InstalledTools tools;

    NeededScopes(InstalledTools tools) {
        this.tools = tools;
    }

    /** Sorted. Empty where the provider knows no scopes: then the connection's own settings count. */
    public List<String> of(String connection) {
        return tools.using(connection).stream()
                .flatMap(tool -> tool.manifest().scopes().stream())
                .distinct()
                .sorted()
                .toList();
    }
}

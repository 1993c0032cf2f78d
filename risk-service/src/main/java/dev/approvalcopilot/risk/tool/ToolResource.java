package dev.approvalcopilot.risk.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.manifest.Effect;
import dev.approvalcopilot.contracts.manifest.Reversibility;
import dev.approvalcopilot.contracts.manifest.ScopeMode;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What agents can propose here, and how dangerous each tool is at least. */
@Path("/api/tools")
@Produces(MediaType.APPLICATION_JSON)
@PermissionsAllowed("risk:read")
@Tag(name = "Tools")
public class ToolResource {

    private final ToolCatalog tools;

    ToolResource(ToolCatalog tools) {
        this.tools = tools;
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "listTools", summary = "The tools, by name")
    public List<ToolView> list() {
        return tools.all().stream().map(ToolView::of).toList();
    }

    /**
     * @param manifest digest of the manifest, as an action names it
     * @param arguments JSON Schema 2020-12
     */
    public record ToolView(
            String name,
            String title,
            String description,
            String connection,
            List<String> scopes,
            ScopeMode scopeMode,
            List<String> permissions,
            @Nullable String beyond,
            Effect effect,
            Reversibility reversibility,
            RiskLevel riskFloor,
            Digest manifest,
            ObjectNode arguments) {

        static ToolView of(Tool tool) {
            var manifest = tool.manifest();
            return new ToolView(
                    manifest.name(),
                    manifest.title(),
                    manifest.description(),
                    manifest.connection(),
                    manifest.scopes(),
                    manifest.scopeMode(),
                    manifest.permissions(),
                    manifest.beyond(),
                    manifest.effect(),
                    manifest.reversibility(),
                    manifest.riskFloor(),
                    tool.digest(),
                    manifest.arguments());
        }
    }
}

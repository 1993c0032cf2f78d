package dev.approvalcopilot.planner.proposal;

import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.planner.halt.ActiveHalts;
import dev.approvalcopilot.planner.model.ModelTool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The catalog as the model sees it. */
@ApplicationScoped
public class ModelTools {

    private final Map<String, Tool> byFunctionName;
    private final Map<Tool, ModelTool> functions;

    ModelTools(ToolCatalog catalog) {
        this.byFunctionName = catalog.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        tool -> ToolSchema.functionName(tool.name()), Function.identity()));
        this.functions = new LinkedHashMap<>();
        catalog.all().forEach(tool -> functions.put(tool, ToolSchema.of(tool.manifest())));
    }

    /** For the request to the model: all but what stands still. */
    public List<ModelTool> offered(ActiveHalts halts) {
        return functions.entrySet().stream()
                .filter(entry -> halts.ofTool(entry.getKey().manifest()).isEmpty())
                .map(Map.Entry::getValue)
                .toList();
    }

    Optional<Tool> named(String functionName) {
        return Optional.ofNullable(byFunctionName.get(functionName));
    }
}

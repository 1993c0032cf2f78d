package dev.approvalcopilot.planner.proposal;

import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.langchain4j.agent.tool.ToolSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The catalog as the model sees it. */
@ApplicationScoped
public class ModelTools {

    private final Map<String, Tool> byFunctionName;
    private final List<ToolSpecification> specifications;

    ModelTools(ToolCatalog catalog) {
        this.byFunctionName = catalog.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        tool -> ToolSchema.functionName(tool.name()), Function.identity()));
        this.specifications = catalog.all().stream()
                .map(tool -> ToolSchema.specification(tool.manifest()))
                .toList();
    }

    /** For the request to the model. */
    public List<ToolSpecification> specifications() {
        return specifications;
    }

    Optional<Tool> named(String functionName) {
        return Optional.ofNullable(byFunctionName.get(functionName));
    }
}

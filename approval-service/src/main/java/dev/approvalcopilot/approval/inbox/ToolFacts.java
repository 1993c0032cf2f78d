package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.manifest.Reversibility;
import dev.approvalcopilot.contracts.manifest.ScopeMode;
import dev.approvalcopilot.contracts.manifest.Tool;
import java.util.List;

/**
 * What the manifest said about the action when it was taken in. Kept, so that an action can be shown after its tool changed.
 *
 * @param sentence the action in one sentence, rendered over the bytes
 * @param beyond what the token could do beyond this call; null when nothing
 */
public record ToolFacts(
        String title,
        String sentence,
        Reversibility reversibility,
        ScopeMode scopeMode,
        List<String> permissions,
        String beyond) {
    public ToolFacts {
        permissions = List.copyOf(permissions);
    }

    public static ToolFacts of(Tool tool, Action action) {
        var manifest = tool.manifest();
        return new ToolFacts(
                manifest.title(),
                tool.sentence(action.arguments()),
                manifest.reversibility(),
                manifest.scopeMode(),
                manifest.permissions(),
                manifest.beyond());
    }

    /**
     * For a tool that is installed and an action that does not fit it: the tool by its name, and what is at fault. What the call
     * would do cannot be said, so nothing reassuring is.
     *
     * @param fault such as {@code argument "channel" is missing}
     */
    public static ToolFacts unfit(Tool tool, String fault) {
        return new ToolFacts(
                tool.manifest().title(),
                tool.manifest().title() + " (" + tool.name() + "): " + fault,
                Reversibility.IRREVERSIBLE,
                ScopeMode.UNREPORTED,
                List.of(),
                null);
    }

    /** For a tool that is not installed: nothing reassuring is said. */
    public static ToolFacts unknown(Action action) {
        return new ToolFacts(
                "Unknown tool",
                "Call the unknown tool " + action.tool(),
                Reversibility.IRREVERSIBLE,
                ScopeMode.UNREPORTED,
                List.of(),
                null);
    }
}

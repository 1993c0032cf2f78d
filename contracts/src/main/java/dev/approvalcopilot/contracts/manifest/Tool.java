package dev.approvalcopilot.contracts.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Digest;
import java.util.List;

/**
 * A loaded manifest.
 *
 * @param digest SHA-256 over the JCS of the file's parsed tree, no defaults filled in
 * @param schema of its arguments
 */
public record Tool(ToolManifest manifest, Digest digest, ArgumentSchema schema) {

    public String name() {
        return manifest.name();
    }

    /** The action in one sentence. */
    public String sentence(ObjectNode arguments) {
        return TextTemplate.tell(manifest.sentence(), arguments);
    }

    /** What will change. */
    public String impact(ObjectNode arguments) {
        return TextTemplate.tell(manifest.impact(), arguments);
    }

    /** What is wrong with these arguments; empty when nothing. */
    public List<String> violations(ObjectNode arguments) {
        return schema.violations(arguments);
    }
}

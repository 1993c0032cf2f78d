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

    private static final String ANY_ID = "0".repeat(32);

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

    /**
     * What is wrong with these arguments; empty when nothing. What the schema takes must also keep the manifest's rules and fit
     * into its requests, so that nobody is asked about a call that cannot be made.
     */
    public List<String> violations(ObjectNode arguments) {
        var violations = schema.violations(arguments);
        if (violations.isEmpty()) {
            violations = ArgumentRules.violations(manifest.rules(), arguments);
        }
        return violations.isEmpty() ? unrenderable(arguments) : violations;
    }

    private List<String> unrenderable(ObjectNode arguments) {
        if (manifest.request() == null) {
            return List.of();
        }
        var values = arguments.deepCopy().put(ToolManifest.ACTION_ID, ANY_ID);
        try {
            RequestRenderer.render(manifest.request(), values);
            for (var precondition : manifest.preconditions()) {
                RequestRenderer.read(manifest.request(), precondition.path(), precondition.query(), values);
            }
            if (manifest.lookup() != null) {
                RequestRenderer.read(
                        manifest.request(),
                        manifest.lookup().path(),
                        manifest.lookup().query(),
                        values);
            }
            return List.of();
        } catch (UnrenderableRequest e) {
            return List.of("arguments: cannot be written into the provider's request: " + e.getMessage());
        }
    }
}

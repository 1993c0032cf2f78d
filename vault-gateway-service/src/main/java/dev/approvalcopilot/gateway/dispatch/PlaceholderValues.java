package dev.approvalcopilot.gateway.dispatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import dev.approvalcopilot.gateway.grant.VerifiedGrant;

/** What may stand for a placeholder: the approved arguments, and the action's id, which no argument can be named like. */
final class PlaceholderValues {

    private PlaceholderValues() {}

    static ObjectNode of(VerifiedGrant grant) {
        var id = grant.ref().id().toString().replace("-", "");
        return grant.arguments().deepCopy().put(ToolManifest.ACTION_ID, id);
    }
}

package dev.approvalcopilot.approval.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One argument that a person's edit changed.
 *
 * @param argument its top-level name
 * @param before absent where it was added
 * @param after absent where it was taken away
 */
public record ArgumentChange(
        String argument,
        @Schema(type = SchemaType.OBJECT) @Nullable JsonNode before,
        @Schema(type = SchemaType.OBJECT) @Nullable JsonNode after) {

    /** By name. */
    public static List<ArgumentChange> between(ObjectNode before, ObjectNode after) {
        var names = new TreeSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        var changes = new ArrayList<ArgumentChange>();
        for (var name : names) {
            var old = before.get(name);
            if (old == null || !old.equals(after.get(name))) {
                changes.add(new ArgumentChange(name, old, after.get(name)));
            }
        }
        return changes;
    }
}

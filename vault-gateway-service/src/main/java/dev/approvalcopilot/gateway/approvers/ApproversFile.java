package dev.approvalcopilot.gateway.approvers;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.json.StrictYaml;
import dev.approvalcopilot.gateway.grant.EligibleGroups;
import dev.approvalcopilot.gateway.grant.EligibleGroups.Reach;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The file's text, YAML or JSON: per group what it may approve. Nothing in it is optional but one of the two lists. */
record ApproversFile(Map<String, Entry> groups) {

    /** One of the two may be missing, not both. */
    record Entry(List<String> connections, List<String> tools) {

        Reach reach(String group) {
            var reach = new Reach(names(connections, group), names(tools, group));
            require(!reach.connections().isEmpty() || !reach.tools().isEmpty(), group);
            return reach;
        }

        private static Set<String> names(List<String> names, String group) {
            if (names == null) {
                return Set.of();
            }
            for (var name : names) {
                require(name != null && !name.isBlank(), group);
            }
            return Set.copyOf(names);
        }

        private static void require(boolean holds, String group) {
            if (!holds) {
                throw new IllegalStateException(
                        "group " + group + " names no connection and no tool, or an empty name");
            }
        }
    }

    /** @throws IllegalStateException saying what is not accepted */
    static EligibleGroups parse(String text) {
        try {
            var file = Json.MAPPER.treeToValue(StrictYaml.parse(text), ApproversFile.class);
            if (file == null || file.groups == null) {
                throw new IllegalStateException("groups is missing");
            }
            var reach = new HashMap<String, Reach>();
            for (var entry : file.groups.entrySet()) {
                reach.put(entry.getKey(), reachOf(entry));
            }
            return new EligibleGroups(reach);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage());
        }
    }

    private static Reach reachOf(Map.Entry<String, Entry> entry) {
        if (entry.getKey().isBlank() || entry.getValue() == null) {
            throw new IllegalStateException("a group without a name or without content");
        }
        return entry.getValue().reach(entry.getKey());
    }
}

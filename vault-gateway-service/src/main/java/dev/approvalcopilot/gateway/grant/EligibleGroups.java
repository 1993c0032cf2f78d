package dev.approvalcopilot.gateway.grant;

import dev.approvalcopilot.contracts.manifest.Tool;
import java.util.Map;
import java.util.Set;

/**
 * Which groups may approve what, besides the person whose account it is: the gateway's own word, of no other service's.
 *
 * @param reach by group; who is not named may approve nothing
 */
public record EligibleGroups(Map<String, Reach> reach) {

    /** Nobody but the principal. */
    public static final EligibleGroups NONE = new EligibleGroups(Map.of());

    /**
     * What one group may approve: these tools, and every tool of these connections.
     *
     * @param connections as manifests name them
     * @param tools as manifests name them
     */
    public record Reach(Set<String> connections, Set<String> tools) {
        public Reach {
            connections = Set.copyOf(connections);
            tools = Set.copyOf(tools);
        }

        boolean covers(Tool tool) {
            return tools.contains(tool.name())
                    || connections.contains(tool.manifest().connection());
        }
    }

    public EligibleGroups {
        reach = Map.copyOf(reach);
    }

    boolean mayApprove(String group, Tool tool) {
        var what = reach.get(group);
        return what != null && what.covers(tool);
    }

    /** The names of the groups. */
    @Override
    public String toString() {
        return reach.keySet().toString();
    }
}

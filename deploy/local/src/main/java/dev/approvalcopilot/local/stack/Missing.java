package dev.approvalcopilot.local.stack;

import dev.approvalcopilot.contracts.event.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What has to be started so that an installation that runs in part runs whole.
 *
 * @param silentParts what each part answered that does not work although the stack's process lives: that process holds all
 *                    parts, so it is started anew
 */
record Missing(boolean stack, Map<String, String> silentParts, Set<Service> services) {
    Missing {
        silentParts = Map.copyOf(silentParts);
        services = Set.copyOf(services);
    }

    static Missing of(boolean stackLives, Map<String, String> silentParts, Collection<Service> living) {
        var services = EnumSet.allOf(Service.class);
        services.removeAll(living);
        return new Missing(!stackLives || !silentParts.isEmpty(), stackLives ? silentParts : Map.of(), services);
    }

    boolean nothing() {
        return !stack && services.isEmpty();
    }

    /** The processes to start, the stack's first. */
    List<String> names() {
        var names = new ArrayList<String>();
        if (stack) {
            names.add(StackProcess.NAME);
        }
        for (var service : Service.values()) {
            if (services.contains(service)) {
                names.add(service.id());
            }
        }
        return names;
    }

    /** One line for each part that made the stack's process useless. */
    List<String> reasons() {
        return new TreeMap<>(silentParts)
                .entrySet().stream()
                        .map(part -> part.getKey() + ": " + part.getValue())
                        .toList();
    }
}

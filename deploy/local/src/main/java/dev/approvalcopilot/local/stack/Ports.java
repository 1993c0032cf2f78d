package dev.approvalcopilot.local.stack;

import dev.approvalcopilot.contracts.event.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The ports of an installation, and who has one that should be free. */
public final class Ports {
    private Ports() {}

    static final String KAFKA_CONTROLLER = "kafka controller";

    /** One sentence about the first port that is taken; empty when all are free. */
    public static Optional<String> taken(Installation installation) {
        return taken(installation, all(installation).keySet());
    }

    /** As above, of these services and parts alone. */
    static Optional<String> taken(Installation installation, Collection<String> names) {
        return all(installation).entrySet().stream()
                .filter(port -> names.contains(port.getKey()))
                .filter(port -> !isFree(port.getValue()))
                .findFirst()
                .map(port -> "port %d (%s) is taken%s; stop that process, or move all ports with %s"
                        .formatted(
                                port.getValue(),
                                port.getKey(),
                                owner(port.getValue()),
                                Installation.PORT_BASE_VARIABLE));
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, Integer> all(Installation installation) {
        var ports = new LinkedHashMap<String, Integer>();
        for (var service : Service.values()) {
            ports.put(service.id(), installation.port(service));
        }
        for (var part : Part.values()) {
            ports.put(part.id(), installation.port(part));
        }
        ports.put(KAFKA_CONTROLLER, installation.controllerPort());
        return ports;
    }

    private static String owner(int port) {
        return PortOwner.find(port)
                .map(process -> " by process " + process.pid()
                        + process.info()
                                .command()
                                .map(command -> " (" + command + ")")
                                .orElse(""))
                .orElse("");
    }
}

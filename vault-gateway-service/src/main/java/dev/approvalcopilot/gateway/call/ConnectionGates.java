package dev.approvalcopilot.gateway.call;

import dev.approvalcopilot.gateway.GatewayConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;

/** One gate a connection, so that a provider that is slow or ill keeps back its own calls and nobody else's. */
@ApplicationScoped
public class ConnectionGates {

    private final ConcurrentHashMap<String, ConnectionGate> gates = new ConcurrentHashMap<>();
    private final GatewayConfig.Call limits;
    private final MeterRegistry meters;

    ConnectionGates(GatewayConfig config, MeterRegistry meters) {
        this.limits = config.call();
        this.meters = meters;
    }

    /** @param connection of a loaded manifest; there is a handful of them */
    public ConnectionGate of(String connection) {
        return gates.computeIfAbsent(connection, name -> new ConnectionGate(name, limits, meters));
    }
}

package dev.approvalcopilot.local.broker;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a broker needs to start.
 *
 * @param passwords by user; must name {@link KafkaLogin#ADMIN} and {@link KafkaLogin#BROKER}
 */
public record BrokerSettings(Path dataDir, int port, int controllerPort, Map<String, String> passwords) {
    public BrokerSettings {
        passwords = Map.copyOf(passwords);
        if (!passwords.containsKey(KafkaLogin.ADMIN) || !passwords.containsKey(KafkaLogin.BROKER)) {
            throw new IllegalArgumentException("passwords of admin and broker are needed");
        }
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    KafkaLogin login(String user) {
        return new KafkaLogin(bootstrapServers(), user, passwords.get(user));
    }

    /** Hides the passwords. */
    @Override
    public String toString() {
        return "BrokerSettings[" + dataDir + ", " + port + "]";
    }
}

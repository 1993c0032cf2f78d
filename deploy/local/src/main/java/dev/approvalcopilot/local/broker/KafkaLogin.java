package dev.approvalcopilot.local.broker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who logs in to the broker, and where. Free of the broker's own classes, so that tests and configuration can use it. */
public record KafkaLogin(String bootstrapServers, String user, String password) {
    /** May do everything; makes topics and access rules. */
    public static final String ADMIN = "admin";

    /** The broker itself. */
    public static final String BROKER = "broker";

    /** Client properties, without a prefix. */
    public Map<String, String> properties() {
        var properties = new LinkedHashMap<String, String>();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("security.protocol", "SASL_PLAINTEXT");
        properties.put("sasl.mechanism", "SCRAM-SHA-512");
        properties.put("sasl.jaas.config", scram(user, password));
        return properties;
    }

    static String scram(String user, String password) {
        return jaas("org.apache.kafka.common.security.scram.ScramLoginModule", user, password, List.of());
    }

    static String jaas(String module, String user, String password, List<String> more) {
        var line = new StringBuilder(module + " required username=\"" + user + "\" password=\"" + password + "\"");
        more.forEach(option -> line.append(' ').append(option));
        return line.append(';').toString();
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "KafkaLogin[" + user + "@" + bootstrapServers + "]";
    }
}

package dev.approvalcopilot.local.broker;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The broker's own settings: closed by default, one node, sized for one machine. */
final class BrokerConfig {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String CLIENT_LISTENER = "CLIENT";

    private BrokerConfig() {}

    static Map<String, String> of(BrokerSettings settings) {
        var config = new TreeMap<String, String>();
        node(config, settings);
        access(config, settings);
        size(config);
        return config;
    }

    private static void node(Map<String, String> config, BrokerSettings settings) {
        config.put("process.roles", "broker,controller");
        config.put("node.id", Integer.toString(NODE_ID));
        config.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + settings.controllerPort());
        config.put("controller.listener.names", CONTROLLER_LISTENER);
        config.put("inter.broker.listener.name", CLIENT_LISTENER);
        config.put(
                "listeners",
                "%s://127.0.0.1:%d,%s://127.0.0.1:%d"
                        .formatted(CLIENT_LISTENER, settings.port(), CONTROLLER_LISTENER, settings.controllerPort()));
        config.put("advertised.listeners", "%s://127.0.0.1:%d".formatted(CLIENT_LISTENER, settings.port()));
        config.put("log.dirs", settings.dataDir().toString());
    }

    private static void access(Map<String, String> config, BrokerSettings settings) {
        config.put("listener.security.protocol.map", "CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
        config.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        config.put("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
        // The SCRAM passwords lie in the metadata log, which opens only after this connection: it cannot use them.
        config.put("sasl.mechanism.controller.protocol", "PLAIN");
        config.put("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
        var broker = settings.passwords().get(KafkaLogin.BROKER);
        config.put(
                "listener.name.controller.plain.sasl.jaas.config",
                KafkaLogin.jaas(
                        "org.apache.kafka.common.security.plain.PlainLoginModule",
                        KafkaLogin.BROKER,
                        broker,
                        List.of("user_" + KafkaLogin.BROKER + "=\"" + broker + "\"")));
        config.put("listener.name.client.scram-sha-512.sasl.jaas.config", KafkaLogin.scram(KafkaLogin.BROKER, broker));
        config.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        config.put("allow.everyone.if.no.acl.found", "false");
        config.put("super.users", "User:" + KafkaLogin.ADMIN + ";User:" + KafkaLogin.BROKER);
        config.put("auto.create.topics.enable", "false");
    }

    private static void size(Map<String, String> config) {
        config.put("offsets.topic.num.partitions", "5");
        config.put("offsets.topic.replication.factor", "1");
        config.put("transaction.state.log.num.partitions", "1");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("share.coordinator.state.topic.num.partitions", "1");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
        config.put("num.network.threads", "2");
        config.put("num.io.threads", "4");
        config.put("log.segment.bytes", Integer.toString(128 << 20));
        // Each partition reserves its index files; the default of 10 MiB is for larger segments.
        config.put("log.index.size.max.bytes", Integer.toString(1 << 20));
        config.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
        // One node: nobody to wait for before the first assignment, and the controller is at hand.
        config.put("group.initial.rebalance.delay.ms", "0");
        config.put("broker.heartbeat.interval.ms", "500");
        config.put("message.max.bytes", Integer.toString(1 << 20));
    }
}

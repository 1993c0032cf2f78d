package dev.approvalcopilot.local.broker;

import dev.approvalcopilot.contracts.event.Topic;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka node (broker and KRaft controller) on 127.0.0.1. The first start formats the storage with a password for
 * each user; each start makes missing topics and brings settings and access rules to what {@link AccessTable} says.
 */
public final class LocalKafka implements AutoCloseable {
    private final BrokerSettings settings;
    private final KafkaRaftServer server;

    private LocalKafka(BrokerSettings settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
    }

    /** Returns when clients can log in and every topic is there. */
    public static LocalKafka start(BrokerSettings settings) throws Exception {
        formatOnce(settings);
        var server = new KafkaRaftServer(new KafkaConfig(BrokerConfig.of(settings), false), Time.SYSTEM);
        try {
            server.startup();
            applyAccessTable(settings);
        } catch (Exception | Error e) {
            server.shutdown();
            throw e;
        }
        return new LocalKafka(settings, server);
    }

    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void formatOnce(BrokerSettings settings) throws Exception {
        if (Files.exists(settings.dataDir().resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(settings.dataDir());
        var scram = settings.passwords().entrySet().stream()
                .map(user ->
                        "SCRAM-SHA-512=[name=%s,password=%s,iterations=4096]".formatted(user.getKey(), user.getValue()))
                .toList();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerConfig.NODE_ID)
                .setControllerListenerName(BrokerConfig.CONTROLLER_LISTENER)
                .setDirectories(List.of(settings.dataDir().toString()))
                .setMetadataLogDirectory(settings.dataDir().toString())
                .setScramArguments(scram)
                .run();
    }

    private static void applyAccessTable(BrokerSettings settings) throws ExecutionException, InterruptedException {
        try (var admin =
                Admin.create(Map.copyOf(settings.login(KafkaLogin.ADMIN).properties()))) {
            var present = admin.listTopics().names().get();
            var missing = Stream.of(Topic.values())
                    .filter(topic -> !present.contains(topic.topicName()))
                    .map(AccessTable::topic)
                    .toList();
            admin.createTopics(missing).all().get();
            admin.incrementalAlterConfigs(Stream.of(Topic.values())
                            .collect(Collectors.toMap(
                                    topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()),
                                    LocalKafka::settings)))
                    .all()
                    .get();

            var wanted = Set.copyOf(AccessTable.bindings());
            var found = rules(admin);
            admin.deleteAcls(found.stream()
                            .filter(rule -> !wanted.contains(rule))
                            .map(AclBinding::toFilter)
                            .toList())
                    .all()
                    .get();
            admin.createAcls(wanted.stream()
                            .filter(rule -> !found.contains(rule))
                            .toList())
                    .all()
                    .get();
            // The controller has them; the broker that clients meet follows a moment later.
            while (!rules(admin).equals(wanted) || !allTopicsThere(admin)) {
                Thread.sleep(20);
            }
        }
    }

    private static Collection<AlterConfigOp> settings(Topic topic) {
        return AccessTable.settings(topic).entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    private static Set<AclBinding> rules(Admin admin) throws ExecutionException, InterruptedException {
        return new HashSet<>(admin.describeAcls(AclBindingFilter.ANY).values().get());
    }

    private static boolean allTopicsThere(Admin admin) throws ExecutionException, InterruptedException {
        var present = admin.listTopics().names().get();
        return Stream.of(Topic.values()).allMatch(topic -> present.contains(topic.topicName()));
    }
}

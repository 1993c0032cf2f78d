package dev.approvalcopilot.local.broker;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.utils.SecurityUtils;

/**
 * {@link AccessTable} as Kubernetes resources of Strimzi: what the local broker enforces is what a cluster's brokers
 * are told. The files are committed; {@code ./dev generate} writes them anew, and a test compares.
 */
public final class KafkaManifests {
    /** Copies of each partition in a cluster, and how many must have a record before it counts as sent. */
    private static final int REPLICAS = 3;

    private static final int IN_SYNC_REPLICAS = 2;

    private KafkaManifests() {}

    /** Each generated file's text by its path below the repository's root. */
    public static Map<Path, String> files() {
        var folder = Path.of("k8s", "base", "kafka");
        var files = new LinkedHashMap<Path, String>();
        files.put(folder.resolve("topics.yaml"), topics());
        files.put(folder.resolve("users.yaml"), users());
        return files;
    }

    /** Writes what is missing or differs below this root; returns those paths. */
    public static List<Path> write(Path root) throws IOException {
        var changed = stale(root);
        for (var file : changed) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), files().get(file));
        }
        return changed;
    }

    /** The paths of those files that are missing below this root or say something else. */
    public static List<Path> stale(Path root) throws IOException {
        var stale = new ArrayList<Path>();
        for (var file : files().entrySet()) {
            var path = root.resolve(file.getKey());
            if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
                stale.add(file.getKey());
            }
        }
        return stale;
    }

    private static String topics() {
        return Stream.of(Topic.values()).map(KafkaManifests::topic).collect(joining("", """
                        # The topics of the access table (contracts: Topic). At most seven days are kept, of a compacted one each key's
                        # latest record; the truth is in the databases. Written by ./dev generate.
                        """, ""));
    }

    private static String topic(Topic topic) {
        var config = new TreeMap<>(AccessTable.topic(topic).configs());
        config.put("min.insync.replicas", Integer.toString(IN_SYNC_REPLICAS));
        return """
                ---
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata:
                  name: %s
                  labels:
                    strimzi.io/cluster: copilot
                spec:
                  partitions: %d
                  replicas: %d
                  config:
                """.formatted(topic.topicName(), topic.partitions(), REPLICAS)
                + config.entrySet().stream()
                        .map(entry -> "    " + entry.getKey() + ": " + entry.getValue() + "\n")
                        .collect(joining());
    }

    private static String users() {
        return Stream.concat(Stream.of(Service.values()).map(Service::id), Stream.of(Topic.OPERATOR))
                .map(KafkaManifests::user)
                .collect(joining("", """
                        # One user a service, by certificate, with its row of the access table (contracts: Topic) and nothing else.
                        # Read and Write include Describe. Written by ./dev generate.
                        """, ""));
    }

    private static String user(String name) {
        var operations = AccessTable.bindings().stream()
                .filter(rule -> rule.entry().principal().equals("User:" + name))
                .collect(groupingBy(
                        AclBinding::pattern,
                        LinkedHashMap::new,
                        mapping(rule -> SecurityUtils.operationName(rule.entry().operation()), joining(", "))));
        return """
                ---
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaUser
                metadata:
                  name: %s
                  labels:
                    strimzi.io/cluster: copilot
                spec:
                  authentication:
                    type: tls
                  authorization:
                    type: simple
                    acls:
                """.formatted(name)
                + operations.entrySet().stream()
                        .map(rule -> acl(rule.getKey(), rule.getValue()))
                        .collect(joining());
    }

    private static String acl(ResourcePattern pattern, String operations) {
        return """
                      - resource:
                          type: %s
                          name: %s
                          patternType: %s
                        operations: [%s]
                        host: "*"
                """.formatted(
                        pattern.resourceType().name().toLowerCase(Locale.ROOT),
                        pattern.name(),
                        pattern.patternType().name().toLowerCase(Locale.ROOT),
                        operations);
    }
}

package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds k8s/base against the contracts: every service, topic and access rule, and no unknown member in the kinds of Kubernetes
 * and Strimzi. Those of CloudNativePG and kustomize have no classes here; what matters in them is compared word for word.
 */
class KubernetesManifestsTest {

    private static final Path ROOT = Path.of(System.getProperty("repository.root", ".."));
    private static final ObjectMapper STRICT =
            new YAMLMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final Map<String, Class<?>> KINDS = Map.of(
            "Namespace", Namespace.class,
            "ServiceAccount", ServiceAccount.class,
            "Service", io.fabric8.kubernetes.api.model.Service.class,
            "ConfigMap", ConfigMap.class,
            "Deployment", Deployment.class,
            "NetworkPolicy", NetworkPolicy.class,
            "Kafka", Kafka.class,
            "KafkaNodePool", KafkaNodePool.class,
            "KafkaTopic", KafkaTopic.class,
            "KafkaUser", KafkaUser.class);

    private static List<JsonNode> documents() throws IOException {
        var all = new ArrayList<JsonNode>();
        try (var files = Files.walk(ROOT.resolve("k8s/base"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                try (var parser = new YAMLMapper().createParser(file.toFile())) {
                    new YAMLMapper().readValues(parser, JsonNode.class).forEachRemaining(all::add);
                }
            }
        }
        return all;
    }

    private static List<JsonNode> ofKind(String kind) throws IOException {
        return documents().stream()
                .filter(d -> kind.equals(d.path("kind").asText()))
                .toList();
    }

    private static String name(JsonNode document) {
        return document.at("/metadata/name").asText();
    }

    @Test
    void namesEveryTopicWithItsPartitions() throws IOException {
        assertThat(ofKind("KafkaTopic"))
                .extracting(t -> name(t) + " " + t.at("/spec/partitions").asInt())
                .containsExactlyInAnyOrder(Stream.of(Topic.values())
                        .map(t -> t.topicName() + " " + t.partitions())
                        .toArray(String[]::new));
    }

    @Test
    void keepsTheLatestOfCompactedTopicsAndSevenDaysOfTheOthers() throws IOException {
        var topics = ofKind("KafkaTopic");
        assertThat(topics)
                .extracting(
                        t -> name(t) + " " + t.at("/spec/config/cleanup.policy").asText())
                .containsExactlyInAnyOrder(Stream.of(Topic.values())
                        .map(t -> t.topicName() + (t.compacted() ? " compact" : " delete"))
                        .toArray(String[]::new));
        assertThat(topics)
                .filteredOn(t -> t.at("/spec/config/cleanup.policy").asText().equals("delete"))
                .allSatisfy(t -> assertThat(t.at("/spec/config/retention.ms").asLong()
                                + t.at("/spec/config/segment.ms").asLong())
                        .as(name(t))
                        .isLessThanOrEqualTo(Duration.ofDays(7).toMillis()));
    }

    @ParameterizedTest
    @EnumSource
    void givesEachServiceItsRowOfTheAccessTableAndNothingElse(Service service) throws IOException {
        var expected = new TreeSet<>(Set.of("group " + service.id() + " [\"Read\"]"));
        for (var topic : Topic.values()) {
            boolean writes = topic.writer() == service;
            boolean reads = topic.readers().contains(service);
            if (writes || reads) {
                var operations = new ArrayList<String>();
                if (writes) {
                    operations.add("\"Write\"");
                }
                if (reads) {
                    operations.add("\"Read\"");
                }
                expected.add("topic " + topic.topicName() + " "
                        + operations.toString().replace(" ", ""));
            }
        }
        assertThat(aclsOf(service.id())).isEqualTo(expected);
    }

    @Test
    void keepsTheOperatorFromWritingAndFromGrants() throws IOException {
        assertThat(aclsOf(Topic.OPERATOR))
                .noneMatch(acl -> acl.contains("Write"))
                .noneMatch(acl -> acl.contains(Topic.GRANTS_ISSUED.topicName()))
                .hasSize(Topic.values().length);
    }

    private static Set<String> aclsOf(String user) throws IOException {
        var acls = new TreeSet<String>();
        for (var document : ofKind("KafkaUser")) {
            if (name(document).equals(user)) {
                document.at("/spec/authorization/acls")
                        .forEach(acl -> acls.add(acl.at("/resource/type").asText() + " "
                                + acl.at("/resource/name").asText() + " " + acl.path("operations")));
            }
        }
        return acls;
    }

    @ParameterizedTest
    @EnumSource
    void runsEachServiceWithoutRightsAndBehindItsOwnPolicy(Service service) throws IOException {
        var deployment = ofKind("Deployment").stream()
                .filter(d -> name(d).equals(service.id()))
                .findFirst()
                .orElseThrow();
        var pod = deployment.at("/spec/template/spec");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.at("/containers/0/securityContext/readOnlyRootFilesystem")
                        .asBoolean())
                .isTrue();
        assertThat(ofKind("NetworkPolicy"))
                .extracting(KubernetesManifestsTest::name)
                .contains(service.id(), "default-deny");
        assertThat(ofKind("Service")).extracting(KubernetesManifestsTest::name).contains(service.id());
    }

    /** Without this a fail-over may forget a claim and its call together. */
    @Test
    void noCommitIsAnsweredThatAFailOverCouldForget() throws IOException {
        var cluster = named("Cluster", "copilot-db");

        assertThat(cluster.at("/spec/instances").asInt()).isEqualTo(3);
        assertThat(cluster.at("/spec/postgresql"))
                .isEqualTo(STRICT.readTree(
                        "synchronous: {method: any, number: 1, dataDurability: required, failoverQuorum: true}"));
    }

    @Test
    void noRoleMayConnectToAnothersDatabase() throws IOException {
        var sql = named("Cluster", "copilot-db")
                .at("/spec/bootstrap/initdb/postInitSQL")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        var closed = sql.stream()
                .filter(statement -> statement.startsWith("REVOKE CONNECT, TEMPORARY ON DATABASE "))
                .flatMap(statement -> Stream.of(statement
                        .replace("REVOKE CONNECT, TEMPORARY ON DATABASE ", "")
                        .replace(" FROM PUBLIC", "")
                        .split(", ")))
                .toList();

        var services = Stream.of(Service.values()).map(Service::id).toList();
        assertThat(closed)
                .containsAll(services)
                .contains(
                        "postgres",
                        "template1",
                        named("Cluster", "copilot-db")
                                .at("/spec/bootstrap/initdb/database")
                                .asText());
        assertThat(sql)
                .containsAll(services.stream().map("CREATE DATABASE "::concat).toList());
        assertThat(ofKind("Database"))
                .allSatisfy(database -> assertThat(services)
                        .contains(database.at("/spec/name").asText())
                        .contains(database.at("/spec/owner").asText()));
    }

    /** An empty list would mean everybody, a private range every pod; this address is nobody's (RFC 5737). */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GATEWAY")
    void nobodyIsBelievedAboutWhereARequestCameFromUntilAnOverlayNamesTheIngress(Service service) throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("k8s/base/" + service.id() + "/service.properties")))
                .filteredOn(line -> line.startsWith("quarkus.http.proxy.trusted-proxies="))
                .containsExactly("quarkus.http.proxy.trusted-proxies=192.0.2.1");
    }

    /** As TokenHolder starts it on one machine. */
    @Test
    void closesTheDoorsOfTheProcessThatHoldsTokens() throws IOException {
        var gateway = ofKind("Deployment").stream()
                .filter(document -> name(document).equals("gateway"))
                .findFirst()
                .orElseThrow();
        var options = gateway.at("/spec/template/spec/containers/0/env")
                .valueStream()
                .filter(variable -> variable.path("name").asText().equals("JAVA_TOOL_OPTIONS"))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElseThrow();

        assertThat(List.of(options.split(" ")))
                .contains(
                        "-XX:+DisableAttachMechanism",
                        "-XX:-EnableDynamicAgentLoading",
                        "-XX:-UsePerfData",
                        "-XX:-HeapDumpOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:+SuppressFatalErrorMessage")
                // One record that does not fit the memory must not take the kill switch with it.
                .doesNotContain("-XX:+ExitOnOutOfMemoryError");
    }

    /** The gateway has no ordinary port, and its management port is for the platform and the operators. */
    @Test
    void letsOnlyMonitoringAndOperatorsReachTheKillSwitch() throws IOException {
        var rules = named("NetworkPolicy", "gateway").at("/spec/ingress");
        var service = named("Service", "gateway").at("/spec/ports");
        var container = named("Deployment", "gateway").at("/spec/template/spec/containers/0");

        assertThat(container.path("ports"))
                .extracting(port -> port.path("name").asText())
                .containsExactly("management");
        assertThat(service).extracting(port -> port.path("targetPort").asText()).containsExactly("management");
        for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.path(probe).at("/httpGet/port").asText()).isEqualTo("management");
        }
        assertThat(rules)
                .extracting(rule -> rule.path("from") + " " + rule.path("ports"))
                .containsExactlyInAnyOrder(
                        from("copilot/monitoring") + " [{\"port\":\"management\"}]",
                        from("copilot/kill-switch") + " [{\"port\":\"management\"}]");
    }

    private static String from(String namespaceLabel) {
        return "[{\"namespaceSelector\":{\"matchLabels\":{\"" + namespaceLabel + "\":\"true\"}}}]";
    }

    private static JsonNode named(String kind, String name) throws IOException {
        return ofKind(kind).stream()
                .filter(document -> name(document).equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void listsNoMemberThatItsKindDoesNotKnow() throws IOException {
        var known = new HashSet<String>();
        for (var document : documents()) {
            var type = KINDS.get(document.path("kind").asText());
            if (type != null) {
                var object = STRICT.treeToValue(document, type);
                assertThat(unknownMembers(STRICT.valueToTree(object), document))
                        .as(name(document))
                        .isEmpty();
                known.add(type.getSimpleName());
            }
        }
        assertThat(known).contains("Deployment", "NetworkPolicy", "KafkaTopic", "KafkaUser", "Kafka");
    }

    /** Members of the file that the typed object did not take over under the same name. */
    private static List<String> unknownMembers(JsonNode typed, JsonNode file) {
        var missing = new ArrayList<String>();
        if (file.isObject()) {
            file.properties().forEach(member -> {
                if (!typed.has(member.getKey()) && !member.getValue().isEmpty()) {
                    missing.add(member.getKey());
                } else {
                    unknownMembers(typed.path(member.getKey()), member.getValue())
                            .forEach(inner -> missing.add(member.getKey() + "." + inner));
                }
            });
        } else if (file.isArray()) {
            for (int i = 0; i < file.size(); i++) {
                missing.addAll(unknownMembers(typed.path(i), file.get(i)));
            }
        }
        return missing;
    }

    @Test
    void mountsEveryToolAndPolicy() throws IOException {
        assertThat(listed("tools")).isEqualTo(onDisk("tools"));
        assertThat(listed("policies")).isEqualTo(onDisk("policies"));
    }

    private static Set<String> listed(String folder) throws IOException {
        var entries = new TreeSet<String>();
        STRICT.readTree(ROOT.resolve(folder).resolve("Kustomization").toFile())
                .at("/configMapGenerator/0/files")
                .forEach(f -> entries.add(f.asText().replaceFirst("^.*=", "")));
        return entries;
    }

    private static Set<String> onDisk(String folder) throws IOException {
        var base = ROOT.resolve(folder);
        try (var files = Files.walk(base)) {
            var names = new TreeSet<String>();
            files.filter(f -> f.toString().endsWith(".yaml"))
                    .forEach(f -> names.add(base.relativize(f).toString()));
            return names;
        }
    }

    @Test
    void rendersWithKustomize() throws IOException, InterruptedException {
        var kubectl = Stream.of("/usr/bin/kubectl", "/usr/local/bin/kubectl")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(kubectl.isPresent(), "no kubectl on this machine");
        var process = new ProcessBuilder(
                        kubectl.get().toString(),
                        "kustomize",
                        ROOT.resolve("k8s/base").toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        for (var service : Service.values()) {
            assertThat(output).contains("app.kubernetes.io/name: " + service.id());
        }
    }
}

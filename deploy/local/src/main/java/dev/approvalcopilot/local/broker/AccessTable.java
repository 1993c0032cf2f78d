package dev.approvalcopilot.local.broker;

import dev.approvalcopilot.contracts.event.EventLimits;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The access rules and topics that follow from {@link Topic}. Write and Read each include Describe; nothing is granted
 * on the cluster, so nobody creates, alters or deletes.
 */
final class AccessTable {
    private static final long DAY_MS = 86_400_000L;

    private AccessTable() {}

    static List<AclBinding> bindings() {
        var bindings = new ArrayList<AclBinding>();
        for (var topic : Topic.values()) {
            bindings.add(allow(topic.writer().id(), AclOperation.WRITE, ResourceType.TOPIC, topic.topicName()));
            for (var reader : topic.readers()) {
                bindings.add(allow(reader.id(), AclOperation.READ, ResourceType.TOPIC, topic.topicName()));
            }
            if (topic.readableByOperator()) {
                bindings.add(allow(Topic.OPERATOR, AclOperation.READ, ResourceType.TOPIC, topic.topicName()));
            }
        }
        for (var service : Service.values()) {
            bindings.add(allow(service.id(), AclOperation.READ, ResourceType.GROUP, service.id()));
        }
        bindings.add(allow(Topic.OPERATOR, AclOperation.READ, ResourceType.GROUP, Topic.OPERATOR));
        return bindings;
    }

    static NewTopic topic(Topic topic) {
        return new NewTopic(topic.topicName(), topic.partitions(), (short) 1).configs(settings(topic));
    }

    /**
     * The settings that every topic of that name has. A client unpacks a record before any code of ours sees it, and the limit
     * of bytes counts the packed batch: so the broker stores records unpacked, and refuses what is too large then.
     */
    static Map<String, String> settings(Topic topic) {
        var settings = new TreeMap<String, String>();
        settings.put("compression.type", "uncompressed");
        settings.put("max.message.bytes", Integer.toString(EventLimits.RECORD_BYTES));
        if (topic.compacted()) {
            settings.put("cleanup.policy", "compact");
        } else {
            settings.put("cleanup.policy", "delete");
            // A segment is deleted when its newest record is too old, so the oldest is a day older: 7 in all.
            settings.put("retention.ms", Long.toString(6 * DAY_MS));
            settings.put("segment.ms", Long.toString(DAY_MS));
        }
        return settings;
    }

    private static AclBinding allow(String user, AclOperation operation, ResourceType type, String name) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }
}

package dev.approvalcopilot.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.event.Event;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.stack.Installation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Proposes actions as the planner does, on its topic and with its login. From there on everything is the product's own: the
 * risk-service classifies and signs, the approval-service holds.
 */
final class Proposals implements AutoCloseable {
    private static final String AGENT = "planner";

    private final ToolCatalog tools;
    private final KafkaProducer<String, byte[]> producer;

    Proposals(Installation installation) {
        tools = ToolCatalog.load(installation.tools());
        producer = new KafkaProducer<>(
                new HashMap<>(installation.kafkaLogin(Service.PLANNER.id()).properties()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Of each level some: one in twenty would delete a repository. */
    void propose(String principal, UUID run, int actions) {
        for (int i = 0; i < actions; i++) {
            var no = Integer.toString(i);
            if (i % 20 == 0) {
                var pushed = "2024-11-02T09:41:00Z";
                propose(
                        principal,
                        run,
                        "github.delete_repository",
                        Map.of("owner", "octo", "repo", "site-" + no, "expected_pushed_at", pushed));
            } else if (i % 3 == 0) {
                propose(
                        principal,
                        run,
                        "gmail.send_message",
                        Map.of("to", "legal@acme.test", "subject", "Site " + no, "text", "It goes today."));
            } else {
                propose(
                        principal,
                        run,
                        "slack.post_message",
                        Map.of("channel", "#general", "text", "Site " + no + " goes today."));
            }
        }
        producer.flush();
    }

    /** Takes back what still waits. */
    void cancel(String principal, UUID run) {
        send(new RunChanged(
                run,
                principal,
                AGENT,
                RunChanged.Change.CANCEL_ASKED,
                "Fill the inbox",
                "cancel asked",
                null,
                null,
                Instant.now()));
        producer.flush();
    }

    private void propose(String principal, UUID run, String name, Map<String, String> texts) {
        var tool = tools.find(name).orElseThrow();
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        texts.forEach(arguments::put);
        var action = new Action(
                URI.create(LocalTenant.DEPLOYMENT),
                Ids.next(),
                Ids.random128(),
                principal,
                AGENT,
                run,
                name,
                tool.digest(),
                tool.manifest().connection(),
                tool.manifest().scopes(),
                arguments,
                Instant.now());
        var origins = new HashMap<String, Origin>();
        texts.keySet().forEach(argument -> origins.put(argument, Origin.MODEL));
        send(new ActionProposed(action.id(), action.toCanonicalBytes(), "For a measurement.", origins, Instant.now()));
    }

    private void send(Event event) {
        var type = EventType.of(event);
        var topic = type.topicFor(Service.PLANNER);
        try {
            var message = new ProducerRecord<>(topic.topicName(), event.key(), Json.MAPPER.writeValueAsBytes(event));
            Map.of(
                            "content-type", "application/json",
                            "ce_specversion", "1.0",
                            "ce_id", Ids.next().toString(),
                            "ce_source", "/" + topic.writer().id(),
                            "ce_type", type.type(),
                            "ce_subject", event.key(),
                            "ce_time", Instant.now().toString())
                    .forEach((header, value) -> message.headers().add(header, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

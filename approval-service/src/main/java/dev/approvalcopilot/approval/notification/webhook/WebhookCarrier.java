package dev.approvalcopilot.approval.notification.webhook;

import static dev.approvalcopilot.approval.ApprovalConfig.BEFORE_ANY_WORK;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.NotificationConfig;
import dev.approvalcopilot.approval.notification.Carrier;
import dev.approvalcopilot.approval.notification.Channel;
import dev.approvalcopilot.approval.notification.Delivery;
import dev.approvalcopilot.approval.notification.Endpoint;
import dev.approvalcopilot.approval.notification.Message;
import dev.approvalcopilot.approval.notification.Poster;
import dev.approvalcopilot.support.keys.SigningKeyFile;
import dev.approvalcopilot.support.outbound.OutboundRequest;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;

/** Signed webhooks. A configuration that cannot work stops the start. */
@Startup(BEFORE_ANY_WORK)
@ApplicationScoped
class WebhookCarrier implements Carrier {
    private final Map<String, URI> endpoints = new TreeMap<>();
    private final OctetKeyPairJsonWebKey key;
    private final Poster poster;

    WebhookCarrier(ApprovalConfig config, Poster poster) {
        this.poster = poster;
        var settings = config.notifications();
        settings.webhooks().forEach((name, webhook) -> {
            var key = "approval.notifications.webhooks." + name;
            endpoints.put(
                    Endpoint.name(name, key),
                    Endpoint.address(webhook.address(), key + ".address", settings.unsafeAllowPlainHttp()));
        });
        this.key = endpoints.isEmpty() ? null : key(settings);
    }

    private static OctetKeyPairJsonWebKey key(NotificationConfig settings) {
        var setting = "approval.notifications.signing-key-file";
        var file = settings.signingKeyFile()
                .orElseThrow(() -> new ConfigurationException(setting + " is needed: webhooks are signed"));
        return SigningKeyFile.read(file, setting);
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    @Override
    public Set<String> endpoints() {
        return endpoints.keySet();
    }

    @Override
    public boolean isPersonal() {
        return true;
    }

    @Override
    public Delivery deliver(String endpoint, Message message) {
        var address = endpoints.get(endpoint);
        var body = NotificationEvent.json(message);
        var request = OutboundRequest.of("POST", address).body(body);
        SignedRequest.headers(address, message.id(), body, Instant.now(), key.getKeyId(), key.getPrivateKey())
                .forEach(request::header);
        return Delivery.of(poster.post(request));
    }
}

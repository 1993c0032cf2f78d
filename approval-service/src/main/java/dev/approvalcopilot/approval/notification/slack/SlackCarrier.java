package dev.approvalcopilot.approval.notification.slack;

import static dev.approvalcopilot.approval.ApprovalConfig.BEFORE_ANY_WORK;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.NotificationConfig;
import dev.approvalcopilot.approval.notification.Carrier;
import dev.approvalcopilot.approval.notification.Channel;
import dev.approvalcopilot.approval.notification.Delivery;
import dev.approvalcopilot.approval.notification.Endpoint;
import dev.approvalcopilot.approval.notification.Message;
import dev.approvalcopilot.approval.notification.Poster;
import dev.approvalcopilot.support.outbound.OutboundAnswer.Answered;
import dev.approvalcopilot.support.outbound.OutboundRequest;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Slack's incoming webhooks. One message a channel, whoever of it is meant. */
@Startup(BEFORE_ANY_WORK)
@ApplicationScoped
class SlackCarrier implements Carrier {
    private static final Set<String> HOSTS = Set.of("hooks.slack.com", "hooks.slack-gov.com");
    private static final int OK = 200;

    private final Map<String, URI> endpoints = new TreeMap<>();
    private final Poster poster;

    SlackCarrier(ApprovalConfig config, Poster poster) {
        this.poster = poster;
        var settings = config.notifications();
        settings.slack().forEach((name, slack) -> {
            var key = "approval.notifications.slack." + name;
            endpoints.put(Endpoint.name(name, key), address(slack.addressFile(), key + ".address-file", settings));
        });
    }

    private static URI address(Path file, String setting, NotificationConfig settings) {
        URI address;
        try {
            address = URI.create(Files.readString(file).strip());
        } catch (IOException | IllegalArgumentException e) {
            // The cause may quote the file.
            throw new ConfigurationException(setting + " holds no address: " + file);
        }
        Endpoint.address(address, setting, settings.unsafeAllowPlainHttp());
        boolean known = HOSTS.contains(address.getHost())
                || settings.unsafeAllowAddresses().orElse(Set.of()).contains(address.getHost());
        if (!known) {
            throw new ConfigurationException(setting + " names a host that is not Slack's");
        }
        return address;
    }

    @Override
    public Channel channel() {
        return Channel.SLACK;
    }

    @Override
    public Set<String> endpoints() {
        return endpoints.keySet();
    }

    @Override
    public boolean isPersonal() {
        return false;
    }

    /** Slack says {@code ok} in the body; a 200 with other words comes from something between. */
    @Override
    public Delivery deliver(String endpoint, Message message) {
        var answer = poster.post(OutboundRequest.of("POST", endpoints.get(endpoint))
                .header("Content-Type", "application/json; charset=utf-8")
                .body(SlackText.json(message)));
        boolean odd = answer instanceof Answered answered
                && answered.status() == OK
                && !answered.body().strip().equals("ok");
        return odd ? new Delivery.Failed("not_ok") : Delivery.of(answer);
    }
}

package dev.approvalcopilot.approval;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How people are told what waits for them. No channel is on by default. */
public interface NotificationConfig {
    /** How often this replica looks for what is due. */
    @WithDefault("PT1S")
    Duration lookEvery();

    /** Notifications that a replica sends over one channel at once. */
    @WithDefault("20")
    int batchSize();

    /** How often one is tried before it is dead. With the waits below, the last try is about four hours after the first. */
    @WithDefault("12")
    int attempts();

    /** The wait after the first failure. It doubles with each, with up to half of it taken off by chance. */
    @WithDefault("PT10S")
    Duration firstRetry();

    /** The longest wait between two tries. */
    @WithDefault("PT1H")
    Duration longestRetry();

    /** For one try of a webhook or of Slack, whole. Mail has {@code quarkus.mailer.timeout}. At most PT30S. */
    @WithDefault("PT10S")
    Duration timeout();

    /** What one person gets over one channel in an hour; a flood beyond that stays in the inbox alone. */
    @WithDefault("60")
    int perPersonAndHour();

    Mail mail();

    /** Slack channels by a name of your own, such as {@code approval.notifications.slack.security.address-file}. */
    Map<String, Slack> slack();

    /** Receivers of webhooks by a name of your own, such as {@code approval.notifications.webhooks.pager.address}. */
    Map<String, Webhook> webhooks();

    /** Private Ed25519 JWK with {@code kid} that signs webhooks, and nothing else. Needed as soon as there is a webhook. */
    Optional<Path> signingKeyFile();

    /** Hosts of webhooks whose addresses need not be public, such as a receiver in the same network. Default none. */
    Optional<Set<String>> unsafeAllowAddresses();

    /** Webhooks and Slack without TLS, for a stack on one machine. */
    @WithDefault("false")
    boolean unsafeAllowPlainHttp();

    /** Mail over the server of {@code quarkus.mailer.*}, to addresses that Auth0 has verified. */
    interface Mail {
        /** With it, {@code quarkus.mailer.host} and {@code quarkus.mailer.from} are needed. */
        @WithDefault("false")
        boolean enabled();
    }

    /** One Slack channel. */
    interface Slack {
        /** Holds the address of the incoming webhook, which is a secret: who knows it can post. */
        Path addressFile();
    }

    /** One receiver of webhooks. */
    interface Webhook {
        /** Where it is posted to: https, with a path. */
        URI address();
    }
}

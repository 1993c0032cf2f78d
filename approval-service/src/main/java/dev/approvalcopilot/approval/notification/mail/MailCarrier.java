package dev.approvalcopilot.approval.notification.mail;

import static dev.approvalcopilot.approval.ApprovalConfig.BEFORE_ANY_WORK;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.notification.Carrier;
import dev.approvalcopilot.approval.notification.Channel;
import dev.approvalcopilot.approval.notification.Delivery;
import dev.approvalcopilot.approval.notification.Message;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Mail over the configured SMTP server. */
@Startup(BEFORE_ANY_WORK)
@ApplicationScoped
class MailCarrier implements Carrier {
    /** No such mailbox, or it takes no mail from us (RFC 5321 section 4.2.3). Other refusals are about the server or our login. */
    private static final Set<Integer> NEVER = Set.of(550, 551, 552, 553);

    private final EventLoopMailer mailer;
    private final boolean enabled;

    MailCarrier(
            EventLoopMailer mailer,
            ApprovalConfig config,
            @ConfigProperty(name = "quarkus.mailer.from") Optional<String> from) {
        this.mailer = mailer;
        this.enabled = config.notifications().mail().enabled();
        if (enabled && from.isEmpty()) {
            throw new ConfigurationException("approval.notifications.mail.enabled needs quarkus.mailer.from");
        }
    }

    @Override
    public Channel channel() {
        return Channel.MAIL;
    }

    @Override
    public Set<String> endpoints() {
        return enabled ? Set.of("") : Set.of();
    }

    @Override
    public boolean isPersonal() {
        return true;
    }

    @Override
    public Delivery deliver(String endpoint, Message message) {
        var mail = MailText.of(message);
        try {
            mailer.send(mail);
            return new Delivery.Sent();
        } catch (RuntimeException e) {
            return failure(e);
        }
    }

    /** The server's words may quote the mail: its code says enough. */
    static Delivery failure(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPException refusal) {
                int code = refusal.getReplyCode();
                var reason = "smtp_" + code;
                return NEVER.contains(code) ? new Delivery.Refused(reason) : new Delivery.Failed(reason);
            }
        }
        return new Delivery.Failed("unreachable");
    }
}

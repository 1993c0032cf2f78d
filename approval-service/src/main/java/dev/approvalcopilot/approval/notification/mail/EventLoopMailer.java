package dev.approvalcopilot.approval.notification.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends from one event loop and waits for the end. Called from another thread, the mail client opens a connection on one event
 * loop and uses it on a second: a greeting that arrives in between is lost. Then the try waits for nothing until its time is up,
 * and its connection stays taken.
 */
@ApplicationScoped
class EventLoopMailer {
    private final ReactiveMailer mailer;
    private final Context loop;
    private final Duration patience;

    EventLoopMailer(
            ReactiveMailer mailer, Vertx vertx, @ConfigProperty(name = "quarkus.mailer.timeout") Duration patience) {
        this.mailer = mailer;
        this.loop = vertx.getOrCreateContext();
        this.patience = patience;
    }

    /** @throws RuntimeException when the server did not take it */
    void send(Mail mail) {
        mailer.send(mail)
                .runSubscriptionOn(task -> loop.runOnContext(_ -> task.run()))
                .await()
                .atMost(patience);
    }
}

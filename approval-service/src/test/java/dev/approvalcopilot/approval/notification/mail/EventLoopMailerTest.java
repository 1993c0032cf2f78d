package dev.approvalcopilot.approval.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopMailerTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Mail MAIL = Mail.withText("ada@acme.test", "A subject", "A text");

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    private void send(Uni<Void> sending, Duration patience) {
        ReactiveMailer mailer = _ -> sending;
        new EventLoopMailer(mailer, vertx, patience).send(MAIL);
    }

    @Test
    void theMailClientIsCalledOnOneEventLoop() throws Exception {
        var contexts = new CopyOnWriteArrayList<Context>();
        ReactiveMailer remembering = _ -> Uni.createFrom().item(() -> {
            assertThat(Context.isOnEventLoopThread()).isTrue();
            contexts.add(Vertx.currentContext());
            return null;
        });
        var mailer = new EventLoopMailer(remembering, vertx, LONG);

        mailer.send(MAIL);
        Thread.ofVirtual().start(() -> mailer.send(MAIL)).join();

        assertThat(contexts).hasSize(2).containsOnly(contexts.getFirst());
    }

    @Test
    void aFailureIsThrown() {
        assertThatThrownBy(() -> send(Uni.createFrom().failure(new IllegalStateException("no")), LONG))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() {
        assertThatThrownBy(() -> send(Uni.createFrom().nothing(), Duration.ofMillis(50)))
                .isInstanceOf(TimeoutException.class);
    }
}

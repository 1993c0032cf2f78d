package dev.approvalcopilot.approval.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * Who gets notifications: an SMTP server, a receiver of webhooks and one that answers as Slack's do, on the loopback. They stay
 * for all classes.
 */
public final class Receivers implements QuarkusTestResourceLifecycleManager {
    private static final Answer TAKEN = new Answer(204, "", Map.of());
    private static final Answer OK = new Answer(200, "ok", Map.of());

    private static final List<Post> POSTS = new CopyOnWriteArrayList<>();
    private static final Map<UUID, Queue<Answer>> ANSWERS = new ConcurrentHashMap<>();
    private static GreenMail mail;
    private static ServerSetup smtp;
    private static HttpServer http;
    private static Path directory;
    private static OctetKeyPairJsonWebKey key;

    /** What was posted. @param headers names in lower case */
    public record Post(String path, Map<String, String> headers, String body) {}

    public record Answer(int status, String body, Map<String, String> headers) {}

    @Override
    public Map<String, String> start() {
        try {
            startOnce();
            var config = new HashMap<String, String>();
            config.put("quarkus.mailer.host", smtp.getBindAddress());
            config.put("quarkus.mailer.port", Integer.toString(smtp.getPort()));
            config.put("quarkus.mailer.start-tls", "DISABLED");
            config.put("quarkus.mailer.from", "approvals@copilot.test");
            config.put("approval.notifications.mail.enabled", "true");
            config.put("approval.notifications.slack.ops.address-file", file("slack", slackAddress()));
            config.put(
                    "approval.notifications.webhooks.pager.address",
                    webhookAddress().toString());
            config.put(
                    "approval.notifications.signing-key-file",
                    file("key", key.toJson(OutputControlLevel.INCLUDE_PRIVATE)));
            config.put("approval.notifications.unsafe-allow-plain-http", "true");
            config.put("approval.notifications.unsafe-allow-addresses", "127.0.0.1");
            config.put("approval.notifications.look-every", "PT0.2S");
            config.put("approval.notifications.attempts", "4");
            config.put("approval.notifications.first-retry", "PT0.2S");
            config.put("approval.notifications.longest-retry", "PT1S");
            config.put("approval.notifications.per-person-and-hour", "30");
            return config;
        } catch (IOException | JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized void startOnce() throws IOException, JoseException {
        if (http != null) {
            return;
        }
        directory = Files.createTempDirectory("receivers");
        key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        key.setKeyId("notifications-1");
        mail = new GreenMail(ServerSetup.SMTP.port(0));
        mail.start();
        smtp = ServerSetup.SMTP.port(mail.getSmtp().getPort());
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", Receivers::take);
        http.start();
    }

    @Override
    public void stop() {}

    private static String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    /** As it is configured. */
    public static URI webhookAddress() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/hooks/pager?team=ops");
    }

    private static String slackAddress() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/services/T000/B000/XXX\n";
    }

    public static OctetKeyPairJsonWebKey key() {
        return key;
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            var post = new Post(exchange.getRequestURI().getPath(), headers, body);
            POSTS.add(post);
            var answer = answer(post);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Answer answer(Post post) {
        return ANSWERS.entrySet().stream()
                .filter(entry -> post.body().contains(entry.getKey().toString()))
                .map(entry -> entry.getValue().poll())
                .filter(answer -> answer != null)
                .findFirst()
                .orElse(isSlack(post) ? OK : TAKEN);
    }

    private static boolean isSlack(Post post) {
        return post.path().startsWith("/services/");
    }

    /** How posts about this action are answered, one after the other; then they are taken. */
    public static void answer(UUID action, Answer... answers) {
        ANSWERS.put(action, new ConcurrentLinkedQueue<>(List.of(answers)));
    }

    public static Answer status(int status) {
        return new Answer(status, "", Map.of());
    }

    /** Webhooks about this action so far. */
    public static List<Post> webhooks(UUID action) {
        return posts(action).filter(post -> !isSlack(post)).toList();
    }

    public static List<Post> slacks(UUID action) {
        return posts(action).filter(Receivers::isSlack).toList();
    }

    private static Stream<Post> posts(UUID action) {
        return POSTS.stream().filter(post -> post.body().contains(action.toString()));
    }

    /** Mails that one address has got so far. */
    public static List<MimeMessage> mails(String address) {
        return Stream.of(mail.getReceivedMessagesForDomain(address)).toList();
    }

    /** Nobody listens where mail is sent to. */
    public static void mailServerStops() {
        mail.stop();
    }

    /** At the same address as before, empty. */
    public static void mailServerStarts() {
        mail = new GreenMail(smtp);
        mail.start();
    }
}

package dev.approvalcopilot.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Asks a service or a part something that it can answer only while it works. Each answer is empty if it does, and else says
 * in a few words what is wrong.
 */
final class Probe {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    static final String NOBODY_LISTENS = "nothing listens there";
    private static final String NO_ANSWER = "no answer within " + LIMIT.toSeconds() + " s";
    private static final int LONGEST = 120;
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();

    private Probe() {}

    /** Its own word, at {@code /q/health/ready}. */
    static Optional<String> service(String address) {
        return get(address + "/q/health/ready", answer -> answer.statusCode() == OK, Probe::notReady);
    }

    static Optional<String> part(Installation installation, Part part) {
        return switch (part) {
            case KAFKA -> broker(installation);
            case POSTGRES -> database(installation);
            case AUTH0 -> standIn(installation.issuer() + ".well-known/jwks.json");
            case MODEL -> standIn(installation.address(Part.MODEL) + "/v1/models");
            case PROVIDERS -> standIn(installation.address(Part.PROVIDERS) + "/__local/effects");
        };
    }

    /** Any answer of its own will do: the model's asks for a key first. */
    private static Optional<String> standIn(String address) {
        return get(
                address,
                answer -> answer.statusCode() < SERVER_ERROR,
                answer -> "answers with status " + answer.statusCode());
    }

    private interface Check {
        boolean passes(HttpResponse<String> answer);
    }

    private interface Words {
        String about(HttpResponse<String> answer);
    }

    private static Optional<String> get(String address, Check check, Words words) {
        try {
            var answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT).build(), BodyHandlers.ofString());
            return check.passes(answer) ? Optional.empty() : Optional.of(words.about(answer));
        } catch (ConnectException e) {
            return Optional.of(NOBODY_LISTENS);
        } catch (HttpTimeoutException e) {
            return Optional.of(NO_ANSWER);
        } catch (IOException e) {
            return Optional.of("the connection broke: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("not asked to the end");
        }
    }

    /** Names the checks that are down. */
    private static String notReady(HttpResponse<String> answer) {
        try {
            var checks = Json.MAPPER.readTree(answer.body()).path("checks");
            var down = StreamSupport.stream(checks.spliterator(), false)
                    .filter(check -> check.path("status").asText().equals("DOWN"))
                    .map(Probe::named)
                    .collect(Collectors.joining("; "));
            if (!down.isEmpty()) {
                return "says so: " + shortened(LogLine.of(down).text());
            }
        } catch (JsonProcessingException e) {
            // Then it is no service of ours, or one that cannot say more.
        }
        return "answers with status " + answer.statusCode();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String named(JsonNode check) {
        var data = check.path("data").properties().stream()
                .map(member -> member.getKey() + " " + member.getValue().asText())
                .collect(Collectors.joining(", "));
        return check.path("name").asText() + (data.isEmpty() ? "" : " (" + data + ")");
    }

    /** By a connection first, since the broker's client would try one again until its time is over. */
    private static Optional<String> broker(Installation installation) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", installation.port(Part.KAFKA)), (int) LIMIT.toMillis());
        } catch (IOException e) {
            return Optional.of(NOBODY_LISTENS);
        }
        var client =
                new HashMap<String, Object>(installation.kafkaLogin("operator").properties());
        client.put("request.timeout.ms", (int) LIMIT.toMillis());
        client.put("default.api.timeout.ms", (int) LIMIT.toMillis());
        try (var admin = Admin.create(client)) {
            admin.describeCluster().nodes().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.of(NO_ANSWER);
        } catch (ExecutionException e) {
            return Optional.of(
                    e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException
                            ? NO_ANSWER
                            : e.getCause().getMessage());
        } catch (KafkaException e) {
            return Optional.of(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("not asked to the end");
        }
    }

    private static Optional<String> database(Installation installation) {
        var login = new Properties();
        login.setProperty("user", Service.APPROVAL.id());
        login.setProperty("password", installation.secrets().databasePassword(Service.APPROVAL));
        login.setProperty("connectTimeout", Long.toString(LIMIT.toSeconds()));
        login.setProperty("loginTimeout", Long.toString(LIMIT.toSeconds()));
        login.setProperty("socketTimeout", Long.toString(LIMIT.toSeconds()));
        try (var connection = DriverManager.getConnection(installation.jdbcUrl(Service.APPROVAL), login);
                var statement = connection.createStatement()) {
            statement.execute("select 1");
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(
                    e.getCause() instanceof ConnectException
                            ? NOBODY_LISTENS
                            : e.getMessage().lines().findFirst().orElse(e.getSQLState()));
        }
    }
}

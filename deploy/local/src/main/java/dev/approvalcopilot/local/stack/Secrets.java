package dev.approvalcopilot.local.stack;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.local.broker.KafkaLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The installation's random passwords. Made once; a name that a later version adds is made when it is first missing. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SUPERUSER = "postgres.superuser";
    private static final List<String> CLIENTS =
            List.of("copilot-page", "copilot-presence", "copilot-connect", "copilot-accounts-reader", "acme-agent");

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    static Secrets loadOrCreate(Path file) throws IOException {
        var values = new TreeMap<String, String>();
        if (Files.exists(file)) {
            var stored = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                stored.load(reader);
            }
            stored.stringPropertyNames().forEach(name -> values.put(name, stored.getProperty(name)));
        }
        var missing = names().stream().filter(name -> !values.containsKey(name)).toList();
        missing.forEach(name -> values.put(name, random()));
        if (!missing.isEmpty()) {
            PrivateFiles.write(
                    file,
                    values.entrySet().stream()
                            .map(secret -> secret.getKey() + "=" + secret.getValue() + "\n")
                            .collect(Collectors.joining()));
        }
        return new Secrets(values);
    }

    /** By user: the services, {@code operator}, {@code admin} and the broker itself. */
    public Map<String, String> kafkaPasswords() {
        return kafkaUsers().collect(Collectors.toMap(user -> user, user -> values.get("kafka." + user)));
    }

    public String databasePassword(Service service) {
        return values.get("postgres." + service.id());
    }

    Map<String, String> databasePasswords() {
        var passwords = new LinkedHashMap<String, String>();
        Stream.of(Service.values()).forEach(service -> passwords.put(service.id(), databasePassword(service)));
        return passwords;
    }

    /** Of a confidential Auth0 client that logs in with a secret. */
    public String clientSecret(String clientId) {
        var secret = values.get("auth0." + clientId);
        if (secret == null) {
            throw new IllegalArgumentException("no secret for the client " + clientId);
        }
        return secret;
    }

    /** Of the PostgreSQL role {@code postgres}. */
    public String superuserPassword() {
        return values.get(SUPERUSER);
    }

    /** What the planner shows the model's stand-in. */
    public String modelApiKey() {
        return values.get("model.api-key");
    }

    /** 43 characters; what the approval-service encrypts its session cookies with. */
    public String sessionKey() {
        return values.get("page.session");
    }

    private static List<String> names() {
        var names = new ArrayList<String>();
        kafkaUsers().map(user -> "kafka." + user).forEach(names::add);
        Stream.of(Service.values()).map(service -> "postgres." + service.id()).forEach(names::add);
        CLIENTS.stream().map(client -> "auth0." + client).forEach(names::add);
        names.addAll(List.of(SUPERUSER, "model.api-key", "page.session"));
        return names;
    }

    private static Stream<String> kafkaUsers() {
        return Stream.concat(
                Stream.of(Service.values()).map(Service::id),
                Stream.of(Topic.OPERATOR, KafkaLogin.ADMIN, KafkaLogin.BROKER));
    }

    private static String random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

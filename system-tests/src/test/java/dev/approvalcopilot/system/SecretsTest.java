package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.local.auth0.Connection;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** No token is where it may not be, after all the other tests left what they leave. */
@WholeProduct
@Order(Integer.MAX_VALUE)
class SecretsTest {
    private static final int TOKEN_LENGTH = 40;

    @Test
    void noProviderTokenIsInLogsTopicsOrDatabases(Product product) throws Exception {
        something(product);
        var forms = providerTokenForms(product);
        assertThat(forms.matcher("Bearer ghu_" + "a".repeat(TOKEN_LENGTH)).find())
                .isTrue();

        everywhere(product)
                .forEach((place, text) -> assertThat(forms.matcher(text).find())
                        .as("a provider token in " + place)
                        .isFalse());
    }

    @Test
    void noAccessTokenAndNoSecretIsInLogsTopicsOrDatabases(Product product) throws Exception {
        var ada = product.person("ada");
        var secrets = product.installation().secrets();
        var canaries = List.of(
                ada.token(LocalTenant.PLANNER, "runs:read runs:write"),
                ada.token(LocalTenant.APPROVAL, "actions:read actions:decide"),
                secrets.clientSecret("copilot-presence"),
                secrets.clientSecret("copilot-accounts-reader"),
                secrets.clientSecret("copilot-page"),
                secrets.databasePassword(Service.GATEWAY),
                secrets.kafkaPasswords().get(Service.GATEWAY.id()),
                secrets.modelApiKey());

        everywhere(product)
                .forEach((place, text) -> canaries.forEach(canary -> assertThat(text.contains(canary))
                        .as("a secret in " + place)
                        .isFalse()));
    }

    /** An effect, for the case that this class runs alone. */
    private static void something(Product product) {
        var ada = product.as("ada");
        var run = ada.startRun("post 'Where are the tokens?' to #general").id();
        product.approve(ada, product.held(ada, run, "slack.post_message"));
        assertThat(product.ended(ada, run).answer()).startsWith("Everything is done.");
    }

    /** As the stand-in makes them: the connection's prefix and random letters; plain, in hexadecimal and in base64. */
    private static Pattern providerTokenForms(Product product) throws IOException {
        var prefixes = product.installation().tenant().connections().stream()
                .filter(Connection::vault)
                .map(Connection::tokenPrefix)
                .toList();
        assertThat(prefixes).hasSize(3).noneMatch(String::isEmpty);
        return Pattern.compile(prefixes.stream()
                .flatMap(prefix -> Stream.of(
                        Pattern.quote(prefix) + "[A-Za-z0-9_-]{" + TOKEN_LENGTH + "}",
                        HexFormat.of().formatHex(prefix.getBytes(StandardCharsets.US_ASCII)) + "[0-9a-f]{60}",
                        base64(prefix)))
                .collect(Collectors.joining("|")));
    }

    private static String base64(String prefix) {
        var whole = prefix.substring(0, prefix.length() / 3 * 3).getBytes(StandardCharsets.US_ASCII);
        return Pattern.quote(Base64.getEncoder().encodeToString(whole)) + "[A-Za-z0-9+/]{50}";
    }

    private static Map<String, String> everywhere(Product product) throws Exception {
        var places = new LinkedHashMap<String, String>();
        try (var logs = Files.list(product.installation().home().resolve("logs"))) {
            for (var log : logs.toList()) {
                places.put("the log " + log.getFileName(), Files.readString(log));
            }
        }
        for (var event : product.broker().read(List.of(Topic.values()))) {
            var headers = Stream.of(event.headers().toArray())
                    .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining(" "));
            places.merge(
                    "the topic " + event.topic(),
                    event.key() + " " + new String(event.value(), StandardCharsets.UTF_8) + " " + headers,
                    (before, more) -> before + "\n" + more);
        }
        for (var service : Service.values()) {
            product.databases()
                    .everything(service)
                    .forEach((table, rows) ->
                            places.put("the table " + table + " of " + service.id(), String.join("\n", rows)));
        }
        assertThat(places).hasSizeGreaterThan(20);
        return places;
    }
}

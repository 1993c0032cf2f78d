package dev.approvalcopilot.system.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** All secrets of an installation that somebody could have let fall. */
final class CanaryList {
    /** What a stand-in remembers of a whole run is longer than any document of a contract may be. */
    private static final ObjectMapper LARGE = new ObjectMapper();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private CanaryList() {}

    /**
     * What the installation was set up with, and what Auth0's stand-in gave out or was shown.
     *
     * @param before tokens that count for nothing: other tests play thieves, and put some where none belongs
     */
    static List<Canary> of(Installation installation, long before) throws IOException, InterruptedException {
        var canaries = new ArrayList<Canary>(issued(installation, before));
        var secrets = installation.secrets();
        for (var client : List.of(
                "copilot-page", "copilot-presence", "copilot-connect", "copilot-accounts-reader", "acme-agent")) {
            canaries.add(new Canary("client secret of " + client, secrets.clientSecret(client)));
        }
        for (var service : Service.values()) {
            canaries.add(new Canary("database password of " + service.id(), secrets.databasePassword(service)));
        }
        secrets.kafkaPasswords()
                .forEach((user, password) -> canaries.add(new Canary("broker password of " + user, password)));
        canaries.add(new Canary("key of the model", secrets.modelApiKey()));
        canaries.add(new Canary("key of the sessions", secrets.sessionKey()));
        canaries.addAll(privateKeys(installation));
        return canaries;
    }

    private static List<Canary> issued(Installation installation, long before)
            throws IOException, InterruptedException {
        var answer = tokens(installation);
        if (answer.path("forgotten").asLong() > 0) {
            throw new IllegalStateException("the stand-in could not remember all tokens");
        }
        return StreamSupport.stream(answer.path("tokens").spliterator(), false)
                .skip(before)
                .map(seen -> new Canary(
                        seen.path("kind").asText(), seen.path("value").asText()))
                .distinct()
                .toList();
    }

    /** How many tokens the stand-in has seen. */
    static long seen(Installation installation) throws IOException, InterruptedException {
        return tokens(installation).path("tokens").size();
    }

    private static JsonNode tokens(Installation installation) throws IOException, InterruptedException {
        return get(
                installation.issuer() + "__local/tokens", installation.secrets().clientSecret("copilot-page"));
    }

    /** The private part of every key in the installation's folder. */
    private static List<Canary> privateKeys(Installation installation) throws IOException {
        try (var files = Files.walk(installation.home().resolve("keys"))) {
            return files.filter(file -> file.toString().endsWith(".jwk.json"))
                    .flatMap(CanaryList::privatePart)
                    .toList();
        }
    }

    private static Stream<Canary> privatePart(Path file) {
        try {
            var key = Json.MAPPER.readTree(Files.readString(file));
            return key.path("d").isTextual()
                    ? Stream.of(new Canary(
                            "private key " + file.getFileName(), key.path("d").asText()))
                    : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the model was sent. */
    static List<String> modelRequests(Installation installation) throws IOException, InterruptedException {
        var answer = get(
                installation.address(Part.MODEL) + "/__local/requests",
                installation.secrets().modelApiKey());
        return StreamSupport.stream(answer.path("requests").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode get(String address, String secret) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + secret)
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(address + ": " + answer.statusCode());
        }
        return LARGE.readTree(answer.body());
    }
}

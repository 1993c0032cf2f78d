package dev.approvalcopilot.system.canary;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.system.canary.CanarySearch.Finding;
import dev.approvalcopilot.system.testing.Product;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Searches whatever outlives a call: logs, topics, tables, metrics, health, answers, what the model was told. */
final class EveryPlace {
    /** The JDK's client loses the thread where it asks for HTTP/2 and the answer, such as all metrics, is long. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Pattern LOGGER = Pattern.compile("\"loggerName\":\"([^\"]+)\"");

    private final Product product;
    private final CanarySearch search;
    private final Set<Finding> found = new LinkedHashSet<>();
    private final Set<String> places = new TreeSet<>();

    EveryPlace(Product product, CanarySearch search) {
        this.product = product;
        this.search = search;
    }

    /** @param heard every answer that a client got */
    Set<Finding> search(Collection<String> heard) throws Exception {
        logs();
        topics();
        tables();
        for (var service : Service.values()) {
            for (var path : List.of("metrics", "health", "health/ready", "health/live", "health/started", "openapi")) {
                endpoint(service, path);
            }
        }
        heard.forEach(answer -> look("the answers of the services", answer));
        CanaryList.modelRequests(product.installation()).forEach(request -> look("the model's requests", request));
        return found;
    }

    /** Where it looked. */
    Set<String> places() {
        return places;
    }

    private void look(String place, String text) {
        places.add(place);
        found.addAll(search.in(place, text));
    }

    private void logs() throws IOException {
        try (var logs = Files.list(product.installation().home().resolve("logs"))) {
            for (var log : logs.toList()) {
                var place = "the log " + log.getFileName();
                places.add(place);
                try (var stream = Files.newInputStream(log)) {
                    if (!search.in(place, stream).isEmpty()) {
                        findLines(log, place);
                    }
                }
            }
        }
    }

    /** Who wrote it. */
    private void findLines(Path log, String place) throws IOException {
        try (var lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> {
                var logger = LOGGER.matcher(line);
                found.addAll(search.in(
                        logger.find() ? place + " by " + logger.group(1) : place,
                        new ByteArrayInputStream(line.getBytes(StandardCharsets.ISO_8859_1))));
            });
        }
    }

    private void topics() {
        for (var event : product.broker().read(List.of(Topic.values()))) {
            var headers = Stream.of(event.headers().toArray())
                    .map(header -> header.key() + ": " + new String(header.value(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("\n"));
            var value = event.value() == null ? "" : new String(event.value(), StandardCharsets.UTF_8);
            look("the topic " + event.topic(), headers + "\n" + event.key() + "\n" + value);
        }
    }

    private void tables() throws Exception {
        for (var service : Service.values()) {
            product.databases()
                    .everything(service)
                    .forEach((table, rows) ->
                            rows.forEach(row -> look("the table " + table + " of " + service.id(), row)));
        }
    }

    private void endpoint(Service service, String path) throws IOException, InterruptedException {
        var address = URI.create(product.installation().address(service) + "/q/" + path);
        var answer = HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        look("/q/" + path + " of " + service.id(), answer.headers().map() + "\n" + answer.body());
    }
}

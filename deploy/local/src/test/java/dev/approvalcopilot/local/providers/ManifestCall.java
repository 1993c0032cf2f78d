package dev.approvalcopilot.local.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.approvalcopilot.contracts.manifest.TextTemplate;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import dev.approvalcopilot.local.http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The least that turns a manifest into a request, to hold the shipped files against the stand-in. */
final class ManifestCall {

    private ManifestCall() {}

    /** Path and query below the stand-in's address, as the rendered manifests of the local stack have it. */
    static String path(ToolManifest manifest, ObjectNode arguments) {
        return path(manifest, manifest.request().path(), manifest.request().query(), arguments);
    }

    /** The same for a read beside the call. */
    static String path(ToolManifest manifest, String path, Map<String, String> query, ObjectNode arguments) {
        var request = manifest.request();
        var prefix = switch (request.base().toString()) {
            case "https://api.github.com" -> "/github";
            case "https://slack.com/api" -> "/slack/api";
            case "https://gmail.googleapis.com" -> "/gmail";
            case "https://www.googleapis.com/calendar/v3" -> "/calendar/v3";
            default -> throw new IllegalArgumentException("no stand-in for " + request.base());
        };
        var pairs = query.entrySet().stream()
                .flatMap(parameter -> value(TextNode.valueOf(parameter.getValue()), arguments).stream()
                        .map(value -> parameter.getKey() + "=" + encoded(value.asText())))
                .sorted()
                .collect(Collectors.joining("&"));
        return prefix + TextTemplate.render(path, arguments) + (pairs.isEmpty() ? "" : "?" + pairs);
    }

    static String body(ToolManifest manifest, ObjectNode arguments) {
        var body = manifest.request().body();
        return body == null ? "" : filled(body, arguments).toString();
    }

    private static JsonNode filled(JsonNode template, ObjectNode arguments) {
        if (template.has("$mime")) {
            return TextNode.valueOf(mime(filled(template.path("$mime"), arguments)));
        }
        var filled = Answer.object();
        template.properties().forEach(member -> {
            if (member.getValue().isObject()) {
                filled.set(member.getKey(), filled(member.getValue(), arguments));
            } else {
                value(member.getValue(), arguments).ifPresent(value -> filled.set(member.getKey(), value));
            }
        });
        return filled;
    }

    private static Optional<JsonNode> value(JsonNode leaf, ObjectNode arguments) {
        var names = leaf.isTextual() ? TextTemplate.placeholders(leaf.asText()) : List.<String>of();
        return names.isEmpty() ? Optional.of(leaf) : Optional.ofNullable(arguments.get(names.getFirst()));
    }

    private static String mime(JsonNode mail) {
        var text = "To: %s\r\nSubject: %s\r\n\r\n%s"
                .formatted(
                        mail.path("to").asText(),
                        mail.path("subject").asText(),
                        mail.path("text").asText());
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

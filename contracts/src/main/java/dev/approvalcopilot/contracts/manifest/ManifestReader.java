package dev.approvalcopilot.contracts.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.json.StrictYaml;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one manifest. */
final class ManifestReader {

    private ManifestReader() {}

    static Tool read(String yaml) {
        var tree = parse(yaml);
        try {
            var manifest = Json.MAPPER.treeToValue(tree, ToolManifest.class);
            checkPlaceholders(manifest);
            return new Tool(manifest, Digest.ofJcs(tree), ArgumentSchema.of(manifest.arguments()));
        } catch (JsonProcessingException e) {
            throw e.getCause() instanceof BadManifest bad ? bad : new BadManifest(e.getOriginalMessage());
        }
    }

    private static JsonNode parse(String yaml) {
        try {
            return StrictYaml.parse(yaml);
        } catch (IllegalArgumentException e) {
            throw new BadManifest(e.getMessage());
        }
    }

    /** A placeholder that names no argument would be an empty place in a URL or a sentence. */
    private static void checkPlaceholders(ToolManifest manifest) {
        var known = argumentsOf(manifest);
        if (known.contains(ToolManifest.ACTION_ID)) {
            throw new BadManifest("no argument may be named " + ToolManifest.ACTION_ID);
        }
        refuseOthers(namedIn(List.of(manifest.sentence(), manifest.impact())), known);
        var inPaths = new HashSet<String>();
        var asked = new HashSet<String>();
        var request = manifest.request();
        if (request != null) {
            collect(request.path(), request.query(), inPaths, asked);
        }
        if (request != null && request.body() != null) {
            collect(request.body(), asked);
        }
        for (var precondition : manifest.preconditions()) {
            collect(precondition.path(), precondition.query(), inPaths, asked);
            asked.add(precondition.argument());
        }
        if (manifest.lookup() != null) {
            collect(manifest.lookup().path(), manifest.lookup().query(), inPaths, asked);
        }
        asked.addAll(inPaths);
        asked.remove(ToolManifest.ACTION_ID);
        refuseOthers(asked, known);
        checkRequired(manifest, inPaths);
    }

    private static void checkRequired(ToolManifest manifest, Set<String> inPaths) {
        var required = new HashSet<String>();
        manifest.arguments().path("required").forEach(name -> required.add(name.asText()));
        for (var precondition : manifest.preconditions()) {
            if (!required.contains(precondition.argument())) {
                throw new BadManifest("the argument of a precondition must be required: " + precondition.argument());
            }
        }
        inPaths.remove(ToolManifest.ACTION_ID);
        inPaths.removeAll(required);
        if (!inPaths.isEmpty()) {
            throw new BadManifest("arguments in the path must be required: " + inPaths);
        }
    }

    private static Set<String> argumentsOf(ToolManifest manifest) {
        var names = new HashSet<String>();
        manifest.arguments().path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void refuseOthers(Set<String> asked, Set<String> known) {
        var unknown = new HashSet<>(asked);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new BadManifest("placeholders without an argument: " + unknown);
        }
    }

    private static Set<String> namedIn(Collection<String> templates) {
        var names = new HashSet<String>();
        templates.forEach(template -> names.addAll(TextTemplate.placeholders(template)));
        return names;
    }

    private static void collect(String path, Map<String, String> query, Set<String> inPaths, Set<String> asked) {
        inPaths.addAll(TextTemplate.placeholders(path));
        asked.addAll(namedIn(query.values()));
    }

    private static void collect(JsonNode body, Set<String> asked) {
        if (body.isTextual()) {
            asked.addAll(TextTemplate.placeholders(body.textValue()));
        } else {
            body.forEach(child -> collect(child, asked));
        }
    }
}

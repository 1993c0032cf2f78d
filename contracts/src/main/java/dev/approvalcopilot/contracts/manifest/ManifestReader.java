package dev.approvalcopilot.contracts.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Reads one manifest. YAML only where it has one meaning: no anchors, no tags, no duplicate keys, one document. */
final class ManifestReader {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ManifestReader() {}

    static Tool read(String yaml) {
        refuseAmbiguousYaml(yaml);
        try {
            var tree = YAML.readTree(yaml);
            var manifest = Json.MAPPER.treeToValue(tree, ToolManifest.class);
            checkPlaceholders(manifest);
            return new Tool(manifest, Digest.ofJcs(tree), ArgumentSchema.of(manifest.arguments()));
        } catch (JsonProcessingException e) {
            throw e.getCause() instanceof BadManifest bad ? bad : new BadManifest(e.getOriginalMessage());
        }
    }

    private static void refuseAmbiguousYaml(String yaml) {
        int documents = 0;
        try {
            for (Event event : new Yaml(new LoaderOptions()).parse(new java.io.StringReader(yaml))) {
                documents += event instanceof DocumentStartEvent ? 1 : 0;
                if (event instanceof AliasEvent || event instanceof NodeEvent node && node.getAnchor() != null) {
                    throw new BadManifest("anchors and aliases are not accepted");
                }
                if (event instanceof ScalarEvent scalar && scalar.getTag() != null
                        || event instanceof CollectionStartEvent collection && collection.getTag() != null) {
                    throw new BadManifest("tags are not accepted");
                }
            }
        } catch (YAMLException e) {
            throw new BadManifest(
                    "not YAML: " + e.getMessage().lines().findFirst().orElse(""));
        }
        if (documents != 1) {
            throw new BadManifest("one document a file, found " + documents);
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
        collect(request.path(), request.query(), inPaths, asked);
        if (request.body() != null) {
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

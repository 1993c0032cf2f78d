package dev.approvalcopilot.contracts.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import java.util.HashSet;
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
        Set<String> known = new HashSet<>();
        manifest.arguments().path("properties").fieldNames().forEachRemaining(known::add);
        var asked = new HashSet<String>();
        asked.addAll(TextTemplate.placeholders(manifest.sentence()));
        asked.addAll(TextTemplate.placeholders(manifest.impact()));
        asked.addAll(TextTemplate.placeholders(manifest.request().path()));
        manifest.request().query().values().forEach(v -> asked.addAll(TextTemplate.placeholders(v)));
        if (manifest.request().body() != null) {
            collect(manifest.request().body(), asked);
        }
        asked.removeAll(known);
        if (!asked.isEmpty()) {
            throw new BadManifest("placeholders without an argument: " + asked);
        }
        var inPath = new HashSet<>(TextTemplate.placeholders(manifest.request().path()));
        manifest.arguments().path("required").forEach(name -> inPath.remove(name.asText()));
        if (!inPath.isEmpty()) {
            throw new BadManifest("arguments in the path must be required: " + inPath);
        }
    }

    private static void collect(JsonNode body, Set<String> asked) {
        if (body.isTextual()) {
            asked.addAll(TextTemplate.placeholders(body.textValue()));
        } else {
            body.forEach(child -> collect(child, asked));
        }
    }
}

package dev.approvalcopilot.contracts.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/** YAML only where it has one meaning: no anchors, no tags, no duplicate keys, one document. JSON is such YAML. */
public final class StrictYaml {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private StrictYaml() {}

    /** @throws IllegalArgumentException saying what is not accepted */
    public static JsonNode parse(String yaml) {
        refuseAmbiguous(yaml);
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage());
        }
    }

    private static void refuseAmbiguous(String yaml) {
        int documents = 0;
        try {
            for (Event event : new Yaml(new LoaderOptions()).parse(new StringReader(yaml))) {
                documents += event instanceof DocumentStartEvent ? 1 : 0;
                refuse(event);
            }
        } catch (YAMLException e) {
            throw new IllegalArgumentException(
                    "not YAML: " + e.getMessage().lines().findFirst().orElse(""));
        }
        if (documents != 1) {
            throw new IllegalArgumentException("one document a file, found " + documents);
        }
    }

    private static void refuse(Event event) {
        // An alias is one too: it names the anchor that it repeats.
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            throw new IllegalArgumentException("anchors and aliases are not accepted");
        }
        if (event instanceof ScalarEvent scalar && scalar.getTag() != null
                || event instanceof CollectionStartEvent collection && collection.getTag() != null) {
            throw new IllegalArgumentException("tags are not accepted");
        }
    }
}

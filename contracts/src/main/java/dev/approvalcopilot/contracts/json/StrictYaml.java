package dev.approvalcopilot.contracts.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
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

    /** What is not accepted, and on which line, counted from 1. */
    public static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
        private final int line;

        Refused(int line, String message) {
            super(message);
            this.line = line;
        }

        public int line() {
            return line;
        }
    }

    private StrictYaml() {}

    /** @throws Refused saying what is not accepted */
    public static JsonNode parse(String yaml) {
        refuseAmbiguous(yaml);
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new Refused(line, e.getOriginalMessage());
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
            throw new Refused(
                    lineOf(e), "not YAML: " + e.getMessage().lines().findFirst().orElse(""));
        }
        if (documents != 1) {
            throw new Refused(1, "one document a file, found " + documents);
        }
    }

    private static void refuse(Event event) {
        // An alias is one too: it names the anchor that it repeats.
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            throw new Refused(lineOf(event), "anchors and aliases are not accepted");
        }
        if (event instanceof ScalarEvent scalar && scalar.getTag() != null
                || event instanceof CollectionStartEvent collection && collection.getTag() != null) {
            throw new Refused(lineOf(event), "tags are not accepted");
        }
    }

    private static int lineOf(Event event) {
        return event.getStartMark() == null ? 1 : event.getStartMark().getLine() + 1;
    }

    private static int lineOf(YAMLException e) {
        return e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? marked.getProblemMark().getLine() + 1
                : 1;
    }
}

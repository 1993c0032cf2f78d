package dev.approvalcopilot.risk.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.json.MalformedJson;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML file that has one meaning (no anchors, tags, duplicate keys, second documents), with the line of everything in it. */
final class YamlDocument {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String file;
    private final JsonNode tree;
    private final Map<String, Integer> lines;

    private YamlDocument(String file, JsonNode tree, Map<String, Integer> lines) {
        this.file = file;
        this.tree = tree;
        this.lines = lines;
    }

    /** @throws BadPolicy naming file and line */
    static YamlDocument parse(String file, String text) {
        refuseAmbiguity(file, text);
        try {
            var lines = new HashMap<String, Integer>();
            note("", new Yaml(new LoaderOptions()).compose(new StringReader(text)), lines);
            return new YamlDocument(file, YAML.readTree(text), lines);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new BadPolicy(file, line, firstLine(e.getOriginalMessage()));
        } catch (YAMLException e) {
            throw notYaml(file, e);
        }
    }

    JsonNode tree() {
        return tree;
    }

    /** The document as a record. @throws BadPolicy for members that are missing, unknown or of the wrong form */
    <T> T as(Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            throw new BadPolicy(file, line(pointer(e)), reason(e));
        } catch (JsonProcessingException e) {
            throw new BadPolicy(file, 1, firstLine(e.getOriginalMessage()));
        }
    }

    /** 1-based line on which the value at a JSON pointer begins; that of its nearest parent if there is none. */
    int line(String pointer) {
        var at = pointer;
        while (!lines.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return lines.getOrDefault(at, 1);
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
    }

    private static String reason(JsonMappingException e) {
        return e.getCause() instanceof IllegalArgumentException || e.getCause() instanceof MalformedJson
                ? e.getCause().getMessage()
                : firstLine(e.getOriginalMessage()).replaceAll(" \\(.*", "");
    }

    private static void refuseAmbiguity(String file, String text) {
        int documents = 0;
        try {
            for (var event : new Yaml(new LoaderOptions()).parse(new StringReader(text))) {
                int line =
                        event.getStartMark() == null ? 1 : event.getStartMark().getLine() + 1;
                if (event instanceof DocumentStartEvent && ++documents > 1) {
                    throw new BadPolicy(file, line, "one document a file");
                }
                if (event instanceof AliasEvent || event instanceof NodeEvent node && node.getAnchor() != null) {
                    throw new BadPolicy(file, line, "anchors and aliases are not accepted");
                }
                if (event instanceof ScalarEvent scalar && scalar.getTag() != null
                        || event instanceof CollectionStartEvent collection && collection.getTag() != null) {
                    throw new BadPolicy(file, line, "tags are not accepted");
                }
            }
        } catch (YAMLException e) {
            throw notYaml(file, e);
        }
        if (documents == 0) {
            throw new BadPolicy(file, 1, "empty");
        }
    }

    private static void note(String pointer, Node node, Map<String, Integer> lines) {
        if (node == null) {
            return;
        }
        lines.put(pointer, node.getStartMark().getLine() + 1 + (isBlock(node) ? 1 : 0));
        if (node instanceof MappingNode mapping) {
            mapping.getValue()
                    .forEach(pair -> note(
                            pointer + "/" + ((ScalarNode) pair.getKeyNode()).getValue(), pair.getValueNode(), lines));
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                note(pointer + "/" + i, sequence.getValue().get(i), lines);
            }
        }
    }

    /** A block's text begins on the line after its {@code |} or {@code >}. */
    private static boolean isBlock(Node node) {
        return node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED);
    }

    private static BadPolicy notYaml(String file, YAMLException e) {
        int line = e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? marked.getProblemMark().getLine() + 1
                : 1;
        return new BadPolicy(file, line, "not YAML: " + firstLine(e.getMessage()));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}

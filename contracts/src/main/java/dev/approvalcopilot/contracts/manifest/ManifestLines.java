package dev.approvalcopilot.contracts.manifest;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The lines, counted from 1, on which the members of a manifest stand. */
final class ManifestLines {

    private static final Pattern MEMBER = Pattern.compile("^(?:wrong or missing: )?([A-Za-z]+(?:\\.[A-Za-z]+)*)");
    private static final Pattern PLACEHOLDER = Pattern.compile("placeholders without an argument: \\[([A-Za-z0-9_]+)");

    private final String text;
    private final Map<String, Integer> lines = new HashMap<>();

    private ManifestLines(String text) {
        this.text = text;
    }

    /** @param yaml one document that {@code StrictYaml} takes */
    static ManifestLines of(String yaml) {
        var lines = new ManifestLines(yaml);
        lines.note("", new Yaml(new LoaderOptions()).compose(new StringReader(yaml)));
        return lines;
    }

    private void note(String pointer, Node node) {
        if (node instanceof MappingNode mapping) {
            for (var pair : mapping.getValue()) {
                var member = pointer + "/" + ((ScalarNode) pair.getKeyNode()).getValue();
                lines.put(member, pair.getKeyNode().getStartMark().getLine() + 1);
                note(member, pair.getValueNode());
            }
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                var element = sequence.getValue().get(i);
                lines.put(pointer + "/" + i, element.getStartMark().getLine() + 1);
                note(pointer + "/" + i, element);
            }
        }
    }

    /** Of the member at a JSON pointer; of its nearest parent if it is absent. */
    int at(String pointer) {
        var at = pointer;
        while (!lines.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return lines.getOrDefault(at, 1);
    }

    /** Of what a message is about. @param within JSON pointer of the part of the manifest that was read */
    int about(String message, String within) {
        var placeholder = PLACEHOLDER.matcher(message);
        if (placeholder.find()) {
            return firstWith(placeholder.group(1));
        }
        var member = MEMBER.matcher(message);
        if (!member.find()) {
            return at(within);
        }
        var path = "/" + member.group(1).replace('.', '/');
        return at(within.isEmpty() ? path : within + path.substring(path.lastIndexOf('/')));
    }

    private int firstWith(String argument) {
        int line = 0;
        int inBraces = 0;
        int word = 0;
        for (var each : text.split("\n", -1)) {
            line++;
            inBraces = inBraces == 0 && each.contains("{" + argument + "}") ? line : inBraces;
            word = word == 0 && each.matches(".*\\b" + argument + "\\b.*") ? line : word;
        }
        return Math.max(1, inBraces == 0 ? word : inBraces);
    }
}

package dev.approvalcopilot.contracts.manifest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.json.StrictYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads one manifest. */
final class ManifestReader {

    /** 404.5 is no status. */
    private static final ObjectReader READER =
            Json.MAPPER.readerFor(ToolManifest.class).without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);

    private ManifestReader() {}

    /** @throws BadManifest whose message says {@code line: what} */
    static Tool read(String yaml) {
        var tree = parse(yaml);
        var lines = ManifestLines.of(yaml);
        refuseUnknown(tree, ToolManifest.class, "", lines);
        try {
            var manifest = READER.<ToolManifest>readValue(tree);
            checkPlaceholders(manifest);
            checkArguments(manifest);
            return new Tool(manifest, Digest.ofJcs(tree), ArgumentSchema.of(manifest.arguments()));
        } catch (JsonMappingException e) {
            var within = pointer(e);
            if (e.getCause() instanceof BadManifest bad) {
                throw at(lines.about(bad.getMessage(), within), bad.getMessage());
            }
            throw at(
                    lines.at(within), within.substring(1).replace('/', '.') + ": " + firstLine(e.getOriginalMessage()));
        } catch (BadManifest e) {
            throw at(lines.about(e.getMessage(), ""), e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BadManifest at(int line, String what) {
        return new BadManifest(line + ": " + what);
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").replaceAll(" \\(.*", "");
    }

    private static JsonNode parse(String yaml) {
        try {
            return StrictYaml.parse(yaml);
        } catch (StrictYaml.Refused e) {
            throw at(e.line(), e.getMessage());
        }
    }

    /** Before anything is missed: a misspelt member is named, not the one that it should have been. */
    private static void refuseUnknown(JsonNode tree, Class<?> type, String pointer, ManifestLines lines) {
        if (!tree.isObject()) {
            return;
        }
        var members = new TreeMap<String, RecordComponent>();
        for (var component : type.getRecordComponents()) {
            members.put(component.getName(), component);
        }
        for (var member : tree.properties()) {
            var place = pointer + "/" + member.getKey();
            if (!members.containsKey(member.getKey())) {
                throw at(
                        lines.at(place),
                        "unknown member " + place.substring(1).replace('/', '.') + "; there are "
                                + String.join(", ", members.keySet()));
            }
            var component = members.get(member.getKey());
            if (component.getType().isRecord()) {
                refuseUnknown(member.getValue(), component.getType(), place, lines);
            } else if (elementOf(component) instanceof Class<?> element && element.isRecord()) {
                for (int i = 0; i < member.getValue().size(); i++) {
                    refuseUnknown(member.getValue().path(i), element, place + "/" + i, lines);
                }
            }
        }
    }

    /** Null for what is no list. */
    private static Type elementOf(RecordComponent component) {
        return component.getType() == List.class && component.getGenericType() instanceof ParameterizedType list
                ? list.getActualTypeArguments()[0]
                : null;
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

    /** What members beside the request say of arguments. */
    private static void checkArguments(ToolManifest manifest) {
        var known = argumentsOf(manifest);
        for (var rule : manifest.rules()) {
            refuseOthers(Set.copyOf(rule.before()), known);
            for (var name : rule.before()) {
                var format = manifest.arguments().path("properties").path(name).path("format");
                if (!format.asText().equals("date-time")) {
                    throw new BadManifest("rules.before needs arguments of format date-time: " + name);
                }
            }
        }
        if (manifest.result() != null && manifest.result().more() != null) {
            var argument = manifest.result().more().argument();
            refuseOthers(Set.of(argument), known);
            if (required(manifest).contains(argument)) {
                throw new BadManifest("the argument that asks for more must not be required: " + argument);
            }
        }
    }

    private static Set<String> required(ToolManifest manifest) {
        var required = new HashSet<String>();
        manifest.arguments().path("required").forEach(name -> required.add(name.asText()));
        return required;
    }

    private static void checkRequired(ToolManifest manifest, Set<String> inPaths) {
        var required = required(manifest);
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

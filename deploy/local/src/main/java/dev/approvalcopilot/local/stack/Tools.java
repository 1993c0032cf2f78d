package dev.approvalcopilot.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Copies the tool manifests and points their base addresses at the provider stand-in. So the services need no override
 * for a tool's address, and none exists.
 */
final class Tools {
    private final Map<String, String> bases = new LinkedHashMap<>();

    Tools(String providersAddress) {
        bases.put("https://api.github.com", providersAddress + "/github");
        bases.put("https://slack.com/api", providersAddress + "/slack/api");
        bases.put("https://gmail.googleapis.com", providersAddress + "/gmail");
        bases.put("https://www.googleapis.com/calendar/v3", providersAddress + "/calendar/v3");
    }

    void render(Path source, Path target) throws IOException {
        if (!Files.isDirectory(source)) {
            throw new IOException("no tool manifests at " + source);
        }
        PrivateFiles.deleteTree(target);
        try (var files = Files.walk(source)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = target.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, rendered(Files.readString(file)));
            }
        }
    }

    private String rendered(String manifest) {
        var text = manifest;
        for (var base : bases.entrySet()) {
            text = text.replace(base.getKey(), base.getValue());
        }
        return text;
    }
}

package dev.approvalcopilot.contracts.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All tools of an installation: every {@code *.yaml} below a folder that is not hidden. One live digest a tool. */
public final class ToolCatalog {

    private static final long MAX_FILE_BYTES = 64 * 1024;

    private final SortedMap<String, Tool> tools;

    private ToolCatalog(SortedMap<String, Tool> tools) {
        this.tools = Collections.unmodifiableSortedMap(tools);
    }

    /** @throws BadManifest naming the file, for the first one that is not accepted; an empty folder is not accepted */
    public static ToolCatalog load(Path folder) {
        var tools = new TreeMap<String, Tool>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(f -> isManifest(folder, f)).sorted().toList()) {
                var tool = read(folder, file);
                if (tools.put(tool.name(), tool) != null) {
                    throw new BadManifest(folder.relativize(file) + ": a second manifest named " + tool.name());
                }
            }
        } catch (IOException e) {
            throw new BadManifest("cannot read the tools folder " + folder);
        }
        if (tools.isEmpty()) {
            throw new BadManifest("no manifest in " + folder);
        }
        return new ToolCatalog(tools);
    }

    /** Hidden folders are passed over: Kubernetes keeps a mounted ConfigMap's real files in one, behind links. */
    private static boolean isManifest(Path folder, Path file) {
        for (var part : folder.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return file.toString().endsWith(".yaml");
    }

    /** One manifest by itself. @throws BadManifest naming file, line and member */
    public static Tool read(Path file) {
        try {
            return read(file.toAbsolutePath().getParent(), file.toAbsolutePath());
        } catch (IOException e) {
            throw new BadManifest("cannot read " + file);
        }
    }

    private static Tool read(Path folder, Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new BadManifest(folder.relativize(file) + ": larger than " + MAX_FILE_BYTES + " bytes");
        }
        try {
            return ManifestReader.read(Files.readString(file));
        } catch (BadManifest e) {
            throw new BadManifest(folder.relativize(file) + ":" + e.getMessage());
        }
    }

    public Optional<Tool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /** All, by name. */
    public Collection<Tool> all() {
        return tools.values();
    }
}

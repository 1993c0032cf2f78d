package dev.approvalcopilot.local.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Chromium of this machine that browser tests start. */
public final class BrowserProgram {
    /** In the order of preference. {@code ./dev test} looks for the same names. */
    public static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private BrowserProgram() {}

    /** The first of {@link #NAMES} on the path. */
    public static Path find() {
        return find(System.getenv("PATH"));
    }

    static Path find(String path) {
        var folders = Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .toList();
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "browser tests need one of " + String.join(", ", NAMES) + " on the PATH"));
    }
}

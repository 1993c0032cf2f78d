package dev.approvalcopilot.system.testing;

import java.nio.file.Path;

/** The repository under test. */
public final class Repository {
    private Repository() {}

    public static Path root() {
        return Path.of(System.getProperty("repository.root", ".."))
                .toAbsolutePath()
                .normalize();
    }
}

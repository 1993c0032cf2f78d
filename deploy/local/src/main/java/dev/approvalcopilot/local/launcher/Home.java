package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.local.stack.Installation;
import java.io.IOException;
import java.nio.file.Path;

/** The installation that the commands are about: the repository's, moved by COPILOT_HOME and COPILOT_PORT_BASE. */
final class Home {
    private Home() {}

    static Installation installation() throws IOException {
        return Installation.of(Path.of(System.getProperty("repository.root", ".")));
    }
}

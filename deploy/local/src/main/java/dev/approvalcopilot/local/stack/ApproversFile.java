package dev.approvalcopilot.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who may approve besides the principal, as the gateway is told. Written once; afterwards it is the operator's. */
record ApproversFile(Path path) {
    private static final String TEXT = """
            # Which groups may approve what, besides the person whose account it is. The gateway reads this again when it changes.
            # A person's groups come from the tenant: bob is in security.
            groups:
              security:
                connections: [github, sign-in-with-slack]
            """;

    void createMissing() throws IOException {
        if (!Files.exists(path)) {
            PrivateFiles.write(path, TEXT);
        }
    }
}

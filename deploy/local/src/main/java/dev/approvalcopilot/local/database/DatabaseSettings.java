package dev.approvalcopilot.local.database;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the database server needs to start.
 *
 * @param binariesDir where PostgreSQL's programs are unpacked once; shared between installations
 * @param logFile the server's own log
 * @param superuserPassword of {@code postgres}
 * @param rolePasswords by role; each role owns the database of its name
 * @param durable whether commits reach the disk; false only for tests, which lose nothing by a power cut
 */
public record DatabaseSettings(
        Path dataDir,
        Path binariesDir,
        Path logFile,
        int port,
        String superuserPassword,
        Map<String, String> rolePasswords,
        boolean durable) {
    public DatabaseSettings {
        rolePasswords = Map.copyOf(rolePasswords);
    }

    /** Hides the passwords. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + dataDir + ", " + port + "]";
    }
}

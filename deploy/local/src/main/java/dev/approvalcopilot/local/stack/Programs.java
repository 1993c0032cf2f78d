package dev.approvalcopilot.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;

/**
 * Copies built programs into the installation. What runs is then not changed under its feet when somebody builds or tests
 * the repository meanwhile, and a restarted process is the same program.
 */
final class Programs {
    private Programs() {}

    /** Makes {@code target} equal to the folder {@code source}; files of equal size and time are not copied again. */
    static void mirror(Path source, Path target) throws IOException {
        var wanted = new HashSet<Path>();
        try (var files = Files.walk(source)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = target.resolve(source.relativize(file).toString());
                wanted.add(copy);
                if (!same(file, copy)) {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        try (var files = Files.walk(target)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (!wanted.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static boolean same(Path file, Path copy) throws IOException {
        return Files.exists(copy)
                && Files.size(file) == Files.size(copy)
                && Files.getLastModifiedTime(file).equals(Files.getLastModifiedTime(copy));
    }
}

package dev.approvalcopilot.local.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The changes of the services' database schemas, as Flyway finds them. */
final class Migrations {
    private static final Path ROOT = Path.of(System.getProperty("repository.root", "../.."))
            .toAbsolutePath()
            .normalize();
    private static final Path SHARED = Path.of("service-support/src/main/resources/db/support");
    private static final Pattern NAME = Pattern.compile("V([0-9]+)__[a-z0-9_]+\\.sql");

    private Migrations() {}

    /** @param file below the repository's root */
    public record Migration(int version, Path file) {
        static Migration of(Path file) {
            var name = NAME.matcher(file.getFileName().toString());
            if (!name.matches()) {
                throw new IllegalStateException("no migration: " + file);
            }
            return new Migration(Integer.parseInt(name.group(1)), file);
        }

        public String sql() throws IOException {
            return Files.readString(ROOT.resolve(file));
        }

        public String sha256() throws IOException {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(ROOT.resolve(file))));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }

    /** Those of a service with the shared ones, in the order of their numbers. @param module such as {@code risk-service} */
    public static List<Migration> of(String module) throws IOException {
        var own = Path.of(module, "src/main/resources/db/migration");
        return Stream.concat(in(SHARED).stream(), in(own).stream())
                .sorted(Comparator.comparingInt(Migration::version))
                .toList();
    }

    private static List<Migration> in(Path folder) throws IOException {
        try (var files = Files.list(ROOT.resolve(folder))) {
            return files.map(file -> Migration.of(folder.resolve(file.getFileName())))
                    .toList();
        }
    }

    /** SHA-256 of every file that installations have run, by its place below the repository's root. */
    public static Map<Path, String> released() throws IOException {
        var digests = new LinkedHashMap<Path, String>();
        try (var lines = Files.lines(ROOT.resolve("deploy/local/src/test/resources/released-migrations.txt"))) {
            lines.map(line -> line.split(" +")).forEach(parts -> digests.put(Path.of(parts[1]), parts[0]));
        }
        return digests;
    }
}

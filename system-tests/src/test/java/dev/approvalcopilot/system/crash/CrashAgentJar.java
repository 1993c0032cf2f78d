package dev.approvalcopilot.system.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** The agent as a file that {@code -javaagent} takes. It is made by the tests that need it and packaged nowhere. */
final class CrashAgentJar {
    private static final List<Class<?>> CLASSES =
            List.of(CrashAgent.class, CrashAgent.boundaries(), CrashHook.class, CrashOrder.class, CrashOrder.At.class);

    private CrashAgentJar() {}

    static Path write(Path file) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", CrashAgent.class.getName());
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (var type : CLASSES) {
                var entry = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(entry));
                try (var bytes = type.getClassLoader().getResourceAsStream(entry)) {
                    bytes.transferTo(jar);
                }
            }
        }
        return file;
    }
}

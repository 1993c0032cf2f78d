package dev.approvalcopilot.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.system.testing.Repository;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The points are still there, and nothing that is shipped can be made to die at one. */
@Tag("packaged")
class CrashPointsTest {

    @ParameterizedTest
    @EnumSource
    void thePointIsInTheService(CrashPoint point) throws IOException {
        var order = point.order();
        var entry = order.type().replace('.', '/') + ".class";

        var found = new ArrayList<byte[]>();
        for (var jar : jars(point.service())) {
            try (var opened = new JarFile(jar.toFile())) {
                var packaged = opened.getEntry(entry);
                if (packaged != null) {
                    found.add(opened.getInputStream(packaged).readAllBytes());
                }
            }
        }

        // Where Quarkus has changed a class, the original lies beside it.
        assertThat(found.isEmpty()).as(order.type() + " is gone").isFalse();
        for (var bytes : found) {
            assertThat(ClassFile.of().parse(bytes).methods())
                    .filteredOn(order::names)
                    .as(order.method())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noServiceIsPackagedWithAnAgent(Service service) throws IOException {
        for (var jar : jars(service)) {
            try (var opened = new JarFile(jar.toFile())) {
                assertThat(opened.stream())
                        .as(jar.toString())
                        .noneMatch(entry -> entry.getName().startsWith("dev/approvalcopilot/system/"));
                if (jar.getFileName().toString().startsWith("dev.approvalcopilot.")) {
                    assertThat(opened.getManifest().getMainAttributes().keySet())
                            .extracting(Object::toString)
                            .doesNotContain("Premain-Class", "Agent-Class", "Launcher-Agent-Class");
                }
            }
        }
    }

    /** Neither the manifests nor the images, nor what starts the stack on one machine, name an agent. */
    @Test
    void nothingThatStartsAServiceNamesAnAgent() throws IOException {
        var root = Repository.root();
        var files = new ArrayList<Path>();
        for (var folder : List.of(
                "k8s",
                "deploy/local/src/main",
                "planner-service/src/main",
                "risk-service/src/main",
                "approval-service/src/main",
                "vault-gateway-service/src/main",
                "audit-service/src/main",
                "service-support/src/main",
                "contracts/src/main")) {
            try (var all = Files.walk(root.resolve(folder))) {
                all.filter(Files::isRegularFile).filter(CrashPointsTest::isText).forEach(files::add);
            }
        }
        files.add(root.resolve("dev"));
        files.add(root.resolve("pom.xml"));

        assertThat(files)
                .hasSizeGreaterThan(100)
                .allSatisfy(file -> assertThat(Files.readString(file))
                        .doesNotContain("-javaagent", "-agentlib", "-agentpath", "-XX:+EnableDynamicAgentLoading"));
    }

    private static boolean isText(Path file) {
        return file.toString().matches(".*\\.(java|ya?ml|properties|sh|xml)");
    }

    private static List<Path> jars(Service service) throws IOException {
        var packaged = Repository.root().resolve(Installation.module(service)).resolve("target/quarkus-app");
        try (var files = Files.walk(packaged)) {
            var jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
            assertThat(jars).hasSizeGreaterThan(50);
            return jars;
        }
    }
}

package dev.approvalcopilot.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.gateway.testing.TestConfig;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartChecksTest {

    private static final Path TOOLS = Path.of(System.getProperty("repository.root"), "tools");

    private static void start(Map<String, String> settings, ToolCatalog tools) {
        new StartChecks().check(new StartupEvent(), TestConfig.with(settings), tools);
    }

    @Test
    void startsWithTheDefaultsAndTheShippedTools() {
        assertThatCode(() -> start(Map.of(), ToolCatalog.load(TOOLS))).doesNotThrowAnyException();
    }

    @Test
    void anIssuerWithoutItsSlashStopsTheStart() {
        assertThatThrownBy(
                        () -> start(Map.of("gateway.auth0.issuer", "https://tenant.example"), ToolCatalog.load(TOOLS)))
                .hasMessageContaining("gateway.auth0.issuer");
    }

    @Test
    void anIssuerInClearStopsTheStartUnlessToldOtherwise() {
        var clear = Map.of("gateway.auth0.issuer", "http://127.0.0.1:1/");
        var told = Map.of("gateway.auth0.issuer", "http://127.0.0.1:1/", "gateway.unsafe-allow-plain-http", "true");

        assertThatThrownBy(() -> start(clear, ToolCatalog.load(TOOLS)))
                .hasMessageContaining("gateway.unsafe-allow-plain-http");
        assertThatCode(() -> start(told, ToolCatalog.load(TOOLS))).doesNotThrowAnyException();
    }

    @Test
    void aToolInClearStopsTheStart(@TempDir Path folder) throws IOException {
        var manifest = Files.readString(TOOLS.resolve("github/create_issue.yaml"));
        Files.writeString(folder.resolve("a.yaml"), manifest.replace("https://api", "http://api"));

        assertThatThrownBy(() -> start(Map.of(), ToolCatalog.load(folder))).hasMessageContaining("github.create_issue");
    }

    @Test
    void aLeaseThatEndsBeforeTheCallStopsTheStart() {
        assertThatThrownBy(() -> start(Map.of("gateway.call.lease", "PT15S"), ToolCatalog.load(TOOLS)))
                .hasMessageContaining("gateway.call.lease");
        assertThatThrownBy(() -> start(
                        Map.of("gateway.call.lease", "PT20S", "gateway.call.limit", "PT10S"), ToolCatalog.load(TOOLS)))
                .hasMessageContaining("gateway.auth0.timeout");
        assertThatThrownBy(() -> start(Map.of("gateway.call.read-limit", "PT5S"), ToolCatalog.load(TOOLS)))
                .hasMessageContaining("gateway.call.read-limit");
    }
}

package dev.approvalcopilot.approval.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScopeWordsTest {
    @Test
    void everyScopeOfAShippedToolIsPutIntoWords() {
        var tools = ToolCatalog.load(Path.of(System.getProperty("repository.root"), "tools"));

        assertThat(tools.all())
                .flatMap(tool -> tool.manifest().scopes())
                .isNotEmpty()
                .allSatisfy(scope -> assertThat(ScopeWords.of(scope)).isPresent());
    }
}

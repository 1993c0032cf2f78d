package dev.approvalcopilot.approval.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanaryTextsTest {
    @Test
    void eachFitsAShippedToolThatIsNeverHarmless() throws Exception {
        var tools = ToolCatalog.load(Path.of(System.getProperty("repository.root"), "tools"));

        assertThat(CanaryTexts.all()).allSatisfy(text -> {
            var tool = tools.find(text.tool()).orElseThrow();
            assertThat(tool.violations(text.toArguments())).isEmpty();
            assertThat(tool.manifest().connection()).isEqualTo(text.connection());
            assertThat(tool.manifest().riskFloor().name()).isIn("HIGH", "CRITICAL");
        });
    }

    @Test
    void onlyThoseOfAccountsThatThePersonUses() {
        assertThat(CanaryTexts.usable(Set.of("github")))
                .isNotEmpty()
                .allMatch(text -> text.tool().startsWith("github."));
        assertThat(CanaryTexts.usable(Set.of())).isEmpty();
    }
}

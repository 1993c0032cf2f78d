package dev.approvalcopilot.planner.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.planner.halt.ActiveHalts;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolSchemaTest {

    @Test
    void keepsEachArgumentsSchemaAsItStands() {
        var tool = ShippedTools.named("github.create_issue");
        var parameters = ToolSchema.specification(tool.manifest()).parameters();
        var title = tool.manifest().arguments().path("properties").path("title");

        assertThat(parameters.properties().get("title")).isEqualTo(JsonRawSchema.from(title.toString()));
        assertThat(parameters.required()).containsExactly("owner", "repo", "title");
        assertThat(parameters.additionalProperties()).isFalse();
    }

    @Test
    void everyShippedToolHasANameThatModelsAccept() {
        assertThat(new ModelTools(ShippedTools.CATALOG).specifications(new ActiveHalts(List.of())))
                .hasSameSizeAs(ShippedTools.CATALOG.all())
                .allSatisfy(tool -> assertThat(tool.name()).matches("[a-z0-9]+__[a-z0-9_]{1,60}"));
    }

    @Test
    void refusesANameThatIsTooLongForAFunction() {
        assertThatThrownBy(() -> ToolSchema.functionName("github." + "a".repeat(60)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.approvalcopilot.planner.model;

import dev.approvalcopilot.planner.PlannerConfigTest;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.quarkiverse.langchain4j.openai.QuarkusOpenAiChatModelBuilderFactory;
import io.quarkiverse.langchain4j.runtime.NamedConfigUtil;
import java.time.Duration;
import java.util.Map;

/** A model at a server of a test, as the extension builds one from its keys; {@code ModelsAsTheyAreTest} has the one of the keys. */
final class TestModel {

    private final QuarkusOpenAiChatModelBuilderFactory.Builder builder;

    TestModel(String baseUrl, String apiKey) {
        builder = (QuarkusOpenAiChatModelBuilderFactory.Builder) OpenAiChatModel.builder();
        builder.configName(NamedConfigUtil.DEFAULT_NAME)
                .baseUrl(baseUrl)
                .apiKey(apiKey)
                .modelName("some-model")
                .timeout(Duration.ofSeconds(20))
                .presencePenalty(0.0)
                .frequencyPenalty(0.0);
        new OneRequest().customize(builder);
    }

    TestModel temperature(double temperature) {
        builder.temperature(temperature);
        return this;
    }

    TestModel timeout(Duration timeout) {
        builder.timeout(timeout);
        return this;
    }

    ModelEndpoint endpoint() {
        return endpoint(Map.of());
    }

    /** @param keys of the planner */
    ModelEndpoint endpoint(Map<String, String> keys) {
        return new ModelEndpoint(builder.build(), PlannerConfigTest.config(keys).model());
    }
}

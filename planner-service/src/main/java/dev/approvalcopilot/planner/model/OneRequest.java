package dev.approvalcopilot.planner.model;

import dev.langchain4j.model.openai.OpenAiChatModel.OpenAiChatModelBuilder;
import io.quarkiverse.langchain4j.ModelBuilderCustomizer;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * One question is one request: the planner counts attempts in the database and waits between them as long as the endpoint asks.
 * The extension's own key for repetitions takes no 0.
 */
@ApplicationScoped
class OneRequest implements ModelBuilderCustomizer<OpenAiChatModelBuilder> {

    @Override
    public void customize(OpenAiChatModelBuilder builder) {
        builder.maxRetries(0);
    }
}

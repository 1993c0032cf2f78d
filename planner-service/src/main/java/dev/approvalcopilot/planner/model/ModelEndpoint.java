package dev.approvalcopilot.planner.model;

import dev.approvalcopilot.planner.PlannerConfig;
import dev.approvalcopilot.planner.model.ModelFailure.Kind;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.netty.handler.codec.CodecException;
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The configured model. One question is one request: nothing is repeated, redirected or executed here. There is one exception: an
 * endpoint that refuses a field of its own answer is asked once more without such fields, see {@link Opaque}.
 */
@ApplicationScoped
public class ModelEndpoint {

    private final ChatModel model;
    private final ModelConfig config;

    @Inject
    ModelEndpoint(ChatModel model, PlannerConfig config) {
        this(model, config.model());
    }

    ModelEndpoint(ChatModel model, ModelConfig config) {
        this.model = model;
        this.config = config;
        config.parameters().forEach(RequestBody::json);
    }

    /** An answer with tool calls, or else a text that is not blank. The caller interrupts when it takes too long. */
    public AiMessage ask(List<ChatMessage> conversation, List<ModelTool> tools)
            throws ModelFailure, InterruptedException {
        var exchange = new Exchange(config, conversation, tools);
        try {
            return ask(exchange);
        } catch (ModelFailure e) {
            if (!exchange.isOpaqueRefused()) {
                throw e;
            }
            return ask(new Exchange(config, Opaque.removedFrom(conversation), tools));
        }
    }

    private AiMessage ask(Exchange exchange) throws ModelFailure, InterruptedException {
        var request = ChatRequest.builder()
                .messages(exchange.conversation())
                .toolSpecifications(exchange.tools().stream()
                        .map(RequestBody::specification)
                        .toList())
                .build();
        try {
            var answer = ScopedValue.where(Exchange.CURRENT, exchange).call(() -> model.chat(request));
            return answer.aiMessage().toBuilder().attributes(exchange.opaque()).build();
        } catch (RuntimeException e) {
            throw exchange.failure().isPresent() ? exchange.failure().get() : failure(e);
        } finally {
            exchange.end();
        }
    }

    /** What broke on the way; anything else is a fault of ours. */
    private static ModelFailure failure(RuntimeException thrown) throws InterruptedException {
        var causes = Stream.iterate((Throwable) thrown, cause -> cause != null, Throwable::getCause)
                .toList();
        if (any(causes, InterruptedException.class)) {
            throw new InterruptedException();
        }
        String words;
        if (any(causes, ConnectException.class) || any(causes, UnknownHostException.class)) {
            words = "The model could not be reached.";
        } else if (any(causes, TimeoutException.class)) {
            words = "The model gave no answer in time. quarkus.langchain4j.openai.timeout says how long it may take.";
        } else if (any(causes, IOException.class)
                || any(causes, VertxException.class)
                || any(causes, CodecException.class)) {
            words = "The connection to the model broke.";
        } else {
            throw thrown;
        }
        return new ModelFailure(Kind.UNREACHABLE, causes.getLast().getClass().getSimpleName(), words);
    }

    private static boolean any(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }
}

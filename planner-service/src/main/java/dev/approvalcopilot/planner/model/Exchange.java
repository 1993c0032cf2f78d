package dev.approvalcopilot.planner.model;

import dev.langchain4j.data.message.ChatMessage;
import io.vertx.core.http.HttpClientRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What belongs to one request to the model and has no place in what the extension hands to its REST client and gets back. The
 * thread that asks has it as a scoped value; from there the REST client takes it along to the threads on which it writes and reads.
 */
final class Exchange {

    static final ScopedValue<Exchange> CURRENT = ScopedValue.newInstance();

    private final ModelConfig config;
    private final List<ChatMessage> conversation;
    private final List<ModelTool> tools;
    private String apiKey;
    private HttpClientRequest request;
    private boolean over;
    private ModelFailure failure;
    private Map<String, Object> opaque = Map.of();
    private boolean opaqueRefused;

    Exchange(ModelConfig config, List<ChatMessage> conversation, List<ModelTool> tools) {
        this.config = config;
        this.conversation = conversation;
        this.tools = tools;
    }

    ModelConfig config() {
        return config;
    }

    List<ChatMessage> conversation() {
        return conversation;
    }

    List<ModelTool> tools() {
        return tools;
    }

    /** The key that goes out with the request, so that it can be taken out of what comes back. */
    synchronized Optional<String> apiKey() {
        return Optional.ofNullable(apiKey);
    }

    synchronized void sendsKey(String key) {
        apiKey = key;
    }

    /** @return whether the request may go out; not when nobody waits for it any more */
    synchronized boolean begin(HttpClientRequest goingOut) {
        request = goingOut;
        return !over;
    }

    /** Closes the connection unless the whole answer is there: one that is still to come would hold it. */
    synchronized void end() {
        over = true;
        if (request != null) {
            request.reset();
        }
    }

    /** The whole answer is there, and its connection may already serve another request. */
    synchronized void received() {
        request = null;
    }

    synchronized void fail(ModelFailure why) {
        failure = why;
    }

    synchronized Optional<ModelFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** @param text in which the endpoint says why it refuses the request */
    synchronized void refused(String text) {
        opaqueRefused = Opaque.isNamed(text, conversation);
    }

    /** Whether it may be taken without the opaque fields. */
    synchronized boolean isOpaqueRefused() {
        return opaqueRefused;
    }

    synchronized void keep(Map<String, Object> attributes) {
        opaque = attributes;
    }

    /** Attributes of the answer's message, see {@link Opaque}. */
    synchronized Map<String, Object> opaque() {
        return opaque;
    }
}

package dev.approvalcopilot.planner.conversation;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The messages of a run. Every method joins the caller's transaction; who writes holds the run's row lock. */
@ApplicationScoped
public class Conversation {

    private final Jdbi jdbi;

    Conversation(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The system prompt is stored with the run: a new version of the planner does not change a conversation half-way. */
    public void begin(UUID run, String goal) {
        append(run, SystemMessage.from(SystemPrompt.TEXT));
        append(run, UserMessage.from(goal));
    }

    public void append(UUID run, ChatMessage message) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into messages (run, position, message)
                        select :run, coalesce(max(position) + 1, 0), :message from messages where run = :run
                        """)
                .bind("run", run)
                .bind("message", ChatMessageSerializer.messageToJson(message))
                .execute());
    }

    /** All, in order. */
    public List<ChatMessage> of(UUID run) {
        return jdbi
                .withHandle(
                        handle -> handle.createQuery("select message from messages where run = :run order by position")
                                .bind("run", run)
                                .mapTo(String.class)
                                .list())
                .stream()
                .map(ChatMessageDeserializer::messageFromJson)
                .toList();
    }
}

package dev.approvalcopilot.planner.model;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What is asked of the model besides what the keys {@code quarkus.langchain4j.openai.*} say. */
public interface ModelConfig {

    /**
     * Further members of each request, named as the endpoint names them, each value JSON, such as {@code top_k=20}. None by
     * default: models refuse settings that they do not know, and have better defaults than we. For what the extension has a key of
     * its own, such as {@code quarkus.langchain4j.openai.chat-model.temperature}, that key is the one.
     */
    Map<String, String> parameters();

    /** Bytes of one answer that are read; a larger one is not used. Arguments may be 64 KiB, so may what its endpoint wants back. */
    @WithDefault("4194304")
    @Min(65536)
    @Max(16777216)
    int maxAnswerBytes();

    /** Longest wait for a connection. A model that is there and thinks has more time. */
    @WithDefault("PT10S")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 5)
    Duration connectTimeout();
}

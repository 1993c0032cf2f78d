package dev.approvalcopilot.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.langchain4j.openai.runtime.config.LangChain4jOpenAiConfig;
import io.quarkiverse.langchain4j.openai.runtime.config.LangChain4jOpenAiConfig.OpenAiConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

public class PlannerConfigTest {

    private static final String ADDRESS = "quarkus.langchain4j.openai.base-url";
    private static final String NAME = "quarkus.langchain4j.openai.chat-model.model-name";

    @Test
    void hasADefaultForEveryKey() {
        var config = config(Map.of());
        assertThat(config.ownClients()).containsExactly("copilot-cli", "copilot-page");
        assertThat(config.maxTurns()).isEqualTo(20);
        assertThat(config.modelAttempts()).isEqualTo(5);
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.leaseRenewal()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aModelMayThinkForMinutesAndIsReachedInSeconds() {
        var timeout = extension(Map.of(ADDRESS, "http://127.0.0.1:9/v1", NAME, "m"))
                .timeout()
                .orElseThrow();
        assertThat(timeout).isEqualTo(Duration.ofMinutes(5));
        assertThat(config(Map.of()).modelDeadline()).isGreaterThan(timeout);
        assertThat(config(Map.of()).model().connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void takesEachKeyByItsName() {
        var config = config(Map.of("planner.own-clients", "a,b", "planner.max-proposals-per-turn", "2"));
        assertThat(config.ownClients()).containsExactly("a", "b");
        assertThat(config.maxProposalsPerTurn()).isEqualTo(2);
    }

    @Test
    void aMisspeltKeyStopsTheStart() {
        assertThatThrownBy(() -> config(Map.of("planner.max-turn", "3"))).isInstanceOf(ConfigValidationException.class);
    }

    @Test
    void nothingIsAskedOfAModelThatNobodyConfigured() {
        assertThat(config(Map.of()).model().parameters()).isEmpty();
        assertThat(config(Map.of("planner.model.parameters.top_k", "20"))
                        .model()
                        .parameters())
                .containsExactly(Map.entry("top_k", "20"));
    }

    @Test
    void aModelWithoutAnAddressOrANameStopsTheStart() {
        var keys = Map.of(ADDRESS, "http://127.0.0.1:9/v1", NAME, "m");
        assertThat(extension(keys).baseUrl()).isEqualTo("http://127.0.0.1:9/v1");
        for (var missing : keys.keySet()) {
            var rest = new HashMap<>(keys);
            rest.remove(missing);
            assertThatThrownBy(() -> extension(rest))
                    .isInstanceOf(ConfigValidationException.class)
                    .hasMessageContaining(missing);
        }
    }

    @Test
    void theExtensionSendsNoSettingThatNobodyConfigured() {
        var model =
                extension(Map.of(ADDRESS, "http://127.0.0.1:9/v1", NAME, "m")).chatModel();
        assertThat(model.temperature()).isEmpty();
        assertThat(model.topP()).isEmpty();
    }

    public static PlannerConfig config(Map<String, String> keys) {
        return new SmallRyeConfigBuilder()
                .withMapping(PlannerConfig.class)
                .withSources(new PropertiesConfigSource(keys, "test", 100))
                .build()
                .getConfigMapping(PlannerConfig.class);
    }

    /** The extension's settings, as the planner's own file and these keys make them. */
    private static OpenAiConfig extension(Map<String, String> keys) {
        try {
            return new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withMapping(LangChain4jOpenAiConfig.class)
                    .withSources(
                            new PropertiesConfigSource(keys, "test", 300),
                            new PropertiesConfigSource(PlannerConfig.class.getResource("/application.properties"), 250))
                    .withValidateUnknown(false)
                    .build()
                    .getConfigMapping(LangChain4jOpenAiConfig.class)
                    .defaultConfig();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

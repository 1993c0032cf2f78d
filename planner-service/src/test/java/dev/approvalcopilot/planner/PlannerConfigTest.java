package dev.approvalcopilot.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

public class PlannerConfigTest {

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
    void takesEachKeyByItsName() {
        var config = config(Map.of("planner.own-clients", "a,b", "planner.max-proposals-per-turn", "2"));
        assertThat(config.ownClients()).containsExactly("a", "b");
        assertThat(config.maxProposalsPerTurn()).isEqualTo(2);
    }

    @Test
    void aMisspeltKeyStopsTheStart() {
        assertThatThrownBy(() -> config(Map.of("planner.max-turn", "3"))).isInstanceOf(ConfigValidationException.class);
    }

    public static PlannerConfig config(Map<String, String> keys) {
        return new SmallRyeConfigBuilder()
                .withMapping(PlannerConfig.class)
                .withSources(new PropertiesConfigSource(keys, "test", 100))
                .build()
                .getConfigMapping(PlannerConfig.class);
    }
}

package dev.approvalcopilot.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditConfigTest {

    @Test
    void hasDefaultsForAll() {
        var config = read(Map.of());

        assertThat(config.stream().maxOpen()).isEqualTo(200);
        assertThat(config.stream().pollInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.stream().heartbeat()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.stream().lifetime()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.export().maxEntries()).isEqualTo(100_000);
    }

    @Test
    void takesEveryKey() {
        var config = read(Map.of(
                "audit.stream.max-open", "2",
                "audit.stream.poll-interval", "PT3S",
                "audit.stream.heartbeat", "PT4S",
                "audit.stream.lifetime", "PT5S",
                "audit.export.max-entries", "6"));

        assertThat(config.stream().maxOpen()).isEqualTo(2);
        assertThat(config.stream().pollInterval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.stream().heartbeat()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.stream().lifetime()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.export().maxEntries()).isEqualTo(6);
    }

    @Test
    void refusesAMisspeltKeyAndAWrongForm() {
        assertThatThrownBy(() -> read(Map.of("audit.stream.max-opn", "2"))).hasMessageContaining("max-opn");
        assertThatThrownBy(() -> read(Map.of("audit.export.max-entries", "many")))
                .hasMessageContaining("many");
    }

    private static AuditConfig read(Map<String, String> keys) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(keys, "test", 100))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(AuditConfig.class)
                .build()
                .getConfigMapping(AuditConfig.class);
    }
}

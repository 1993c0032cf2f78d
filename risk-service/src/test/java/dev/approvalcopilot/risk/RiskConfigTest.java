package dev.approvalcopilot.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RiskConfigTest {

    private static final String KEY = "risk.classification.signing-key-file";

    @Test
    void hasDefaultsForAllButTheFolderAndTheKey() {
        var config = read(Map.of("risk.policies.dir", "/policies", KEY, "/key.json"));

        assertThat(config.policies().dir()).isEqualTo(Path.of("/policies"));
        assertThat(config.classification().signingKeyFile()).isEqualTo(Path.of("/key.json"));
        assertThat(config.classification().issuer()).hasToString("https://copilot.local/risk");
        assertThat(config.expiry()).isEqualTo(Duration.ofDays(1));
        assertThat(config.policies().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.policies().maxSteps()).isEqualTo(100_000);
    }

    @Test
    void takesEveryKey() {
        var config = read(Map.of(
                "risk.policies.dir",
                "/p",
                KEY,
                "/key.json",
                "risk.classification.issuer",
                "https://copilot.example/risk",
                "risk.expiry",
                "PT2S",
                "risk.policies.timeout",
                "PT3S",
                "risk.policies.max-steps",
                "400"));

        assertThat(config.classification().issuer()).hasToString("https://copilot.example/risk");
        assertThat(config.expiry()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.policies().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.policies().maxSteps()).isEqualTo(400);
    }

    @Test
    void refusesAMissingFolderOrKeyAMisspeltKeyAndAWrongForm() {
        assertThatThrownBy(() -> read(Map.of(KEY, "/k"))).hasMessageContaining("risk.policies.dir");
        assertThatThrownBy(() -> read(Map.of("risk.policies.dir", "/p"))).hasMessageContaining(KEY);
        assertThatThrownBy(() -> read(Map.of("risk.policies.dir", "/p", KEY, "/k", "risk.expiri", "PT2S")))
                .hasMessageContaining("risk.expiri");
        assertThatThrownBy(() -> read(Map.of("risk.policies.dir", "/p", KEY, "/k", "risk.expiry", "soon")))
                .hasMessageContaining("soon");
    }

    private static RiskConfig read(Map<String, String> keys) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(keys, "test", 100))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(Path.class, 200, new PathConverter())
                .withMapping(RiskConfig.class)
                .build()
                .getConfigMapping(RiskConfig.class);
    }
}

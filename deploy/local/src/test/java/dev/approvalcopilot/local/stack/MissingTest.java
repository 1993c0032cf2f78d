package dev.approvalcopilot.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.Service;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MissingTest {
    private static final EnumSet<Service> ALL = EnumSet.allOf(Service.class);

    @Test
    void nothingIsMissingWhereEverythingWorks() {
        var missing = Missing.of(true, Map.of(), ALL);

        assertThat(missing.nothing()).isTrue();
        assertThat(missing.names()).isEmpty();
    }

    @Test
    void aServiceWithoutAProcessIsMissing() {
        var missing = Missing.of(true, Map.of(), EnumSet.complementOf(EnumSet.of(Service.GATEWAY, Service.RISK)));

        assertThat(missing.names()).containsExactlyInAnyOrder("risk", "gateway");
        assertThat(missing.stack()).isFalse();
    }

    @Test
    void aStackWithoutAProcessIsMissingAndSaysNoReason() {
        var missing = Missing.of(false, Map.of(), ALL);

        assertThat(missing.names()).containsExactly("stack");
        assertThat(missing.reasons()).isEmpty();
    }

    @Test
    void aStackOfWhichAPartIsSilentIsStartedAnew() {
        var missing = Missing.of(true, Map.of("postgres", "nothing listens there", "kafka", "no answer"), ALL);

        assertThat(missing.names()).containsExactly("stack");
        assertThat(missing.reasons()).containsExactly("kafka: no answer", "postgres: nothing listens there");
    }

    @Test
    void theStackComesBeforeTheServicesThatUseIt() {
        assertThat(Missing.of(false, Map.of(), List.of()).names()).hasSize(6).startsWith("stack");
    }
}

package dev.approvalcopilot.planner.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class ModelMetricsTest {

    @Test
    void whatAnEndpointSaysIsNoLabel() {
        var meters = new SimpleMeterRegistry();
        meters.config().meterFilter(new ModelMetrics().withoutMessages());

        meters.counter("gen_ai", "error.type", "You sent Bearer secret").increment();
        meters.counter("gen_ai", "error.type", "none").increment();

        assertThat(meters.getMeters())
                .extracting(meter -> meter.getId().getTag("error.type"))
                .containsExactlyInAnyOrder("failed", "none");
    }
}

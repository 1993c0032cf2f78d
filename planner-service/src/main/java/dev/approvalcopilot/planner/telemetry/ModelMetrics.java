package dev.approvalcopilot.planner.telemetry;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * The metrics of LangChain4j name the message of an exception as {@code error.type}: what a model's endpoint answers, which may
 * repeat the prompt or the key, and is another label each time. Here it says only that there was one.
 */
class ModelMetrics {

    private static final String NONE = "none";

    @Produces
    @Singleton
    MeterFilter withoutMessages() {
        return MeterFilter.replaceTagValues("error.type", value -> "failed", NONE);
    }
}

package dev.approvalcopilot.planner.model;

import dev.approvalcopilot.planner.PlannerConfig;
import io.quarkiverse.langchain4j.openai.common.OpenAiRestApi;
import io.smallrye.config.SmallRyeConfig;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.ext.WriterInterceptor;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/**
 * Puts {@link Wire} into the extension's REST client. Of all filters it sees the request first, still in the thread that asks, and the
 * answer first, before the extension looks at its status; of all interceptors it is the last before the request is written.
 */
public final class WireListener implements RestClientListener {

    private static final Map<Class<?>, Integer> PLACES = Map.of(
            ClientRequestFilter.class, Integer.MIN_VALUE,
            WriterInterceptor.class, Integer.MAX_VALUE,
            ClientResponseFilter.class, Integer.MAX_VALUE);

    @Override
    public void onNewClient(Class<?> client, RestClientBuilder builder) {
        if (client != OpenAiRestApi.class) {
            return;
        }
        var config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigMapping(PlannerConfig.class);
        builder.property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, config.maxConcurrentTurns());
        // The extension has one time for both waits, and the one for an answer is long.
        builder.connectTimeout(config.model().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        builder.register(new Wire(), PLACES);
    }
}

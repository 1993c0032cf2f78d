package dev.approvalcopilot.gateway.call;

import dev.approvalcopilot.contracts.manifest.ToolManifest;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Request.Method;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.http.Outbound;
import dev.approvalcopilot.gateway.vault.ProviderToken;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jboss.logging.Logger;

/**
 * Sends one request once: no redirects, no proxy, no retry, one deadline for the whole answer. Each call has a connection
 * of its own, because on a kept one that the provider has closed meanwhile a request is lost after its first byte, and a
 * harmless message would end UNKNOWN.
 */
@Startup
@ApplicationScoped
public class ProviderCall {

    private static final Logger LOG = Logger.getLogger(ProviderCall.class);

    private static final String TOO_LATE = "the provider did not answer in time";

    private final GatewayConfig.Call limits;
    private final boolean plainHttp;
    private final SSLContext tls;
    private final Timer timer;

    ProviderCall(GatewayConfig config, MeterRegistry meters) throws NoSuchAlgorithmException {
        this.limits = config.call();
        this.plainHttp = config.unsafeAllowPlainHttp();
        this.tls = SSLContext.getDefault();
        this.timer = Timer.builder("gateway.call")
                .description("Calls at providers, from dispatch to the end of the answer or of the patience")
                .publishPercentileHistogram()
                .register(meters);
    }

    /** @param left until the deadline; nothing is sent when it is over */
    public CallOutcome send(RenderedRequest request, ProviderToken token, ToolManifest tool, Duration left) {
        var sample = Timer.start();
        try {
            var answer = exchange(request, token, left);
            LOG.infof("event=provider_called tool=%s answer=%s", tool.name(), answer);
            return AnswerRules.judge(answer, tool);
        } finally {
            sample.stop(timer);
        }
    }

    /** A GET beside the call, with its token: of what must still be so, or of whether it has happened. */
    public Reading read(RenderedRequest request, ProviderToken token, ToolManifest tool, Duration left) {
        if (request.method() != Method.GET) {
            throw new IllegalArgumentException("only a GET is no effect");
        }
        var answer = exchange(request, token, left);
        LOG.infof("event=provider_read tool=%s answer=%s", tool.name(), answer);
        return switch (answer) {
            case RawAnswer.Answered answered -> Reading.Answered.of(answered, tool.failure());
            case RawAnswer.NotSent _, RawAnswer.Lost _ -> new Reading.NoAnswer();
        };
    }

    private RawAnswer exchange(RenderedRequest request, ProviderToken token, Duration left) {
        boolean allowed = "https".equals(request.uri().getScheme()) || plainHttp;
        if (!allowed) {
            return new RawAnswer.NotSent("plain_http");
        }
        if (!left.isPositive()) {
            return new RawAnswer.NotSent("deadline_passed");
        }
        var client = client(left);
        try {
            return await(client, build(request, token, left), left);
        } finally {
            client.shutdownNow();
        }
    }

    private HttpClient client(Duration left) {
        var connectTimeout = left.compareTo(limits.connectTimeout()) < 0 ? left : limits.connectTimeout();
        return Outbound.client(connectTimeout).sslContext(tls).build();
    }

    private static HttpRequest build(RenderedRequest request, ProviderToken token, Duration left) {
        var body = request.body()
                .map(json -> BodyPublishers.ofString(json, StandardCharsets.UTF_8))
                .orElseGet(BodyPublishers::noBody);
        var builder = HttpRequest.newBuilder(request.uri())
                .timeout(left)
                .setHeader("User-Agent", "approval-copilot")
                .method(request.method().name(), body);
        request.headers().forEach(builder::setHeader);
        token.authorize(builder);
        return builder.build();
    }

    private RawAnswer await(HttpClient client, HttpRequest request, Duration left) {
        var handler = BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), limits.maxAnswerBytes());
        var answer = client.sendAsync(request, handler);
        try {
            HttpResponse<String> response = answer.get(left.toMillis(), TimeUnit.MILLISECONDS);
            return new RawAnswer.Answered(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            return new RawAnswer.Lost(TOO_LATE);
        } catch (ExecutionException e) {
            return lost(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RawAnswer.Lost("the gateway stopped before the answer came");
        }
    }

    /** Before the handshake is over no byte of the request has left. */
    private static RawAnswer lost(Throwable cause) {
        return switch (cause) {
            case ConnectException _, HttpConnectTimeoutException _, SSLHandshakeException _ ->
                new RawAnswer.NotSent("provider_unreachable");
            // The client's own timer and ours end at the same moment; either may be first.
            case HttpTimeoutException _ -> new RawAnswer.Lost(TOO_LATE);
            case IOException _ ->
                new RawAnswer.Lost("the connection to the provider broke before its answer was complete");
            case null, default -> new RawAnswer.Lost("the call ended in an unexpected way");
        };
    }
}

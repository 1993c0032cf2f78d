package dev.approvalcopilot.gateway.call;

import dev.approvalcopilot.contracts.answer.AnswerRules;
import dev.approvalcopilot.contracts.answer.CallOutcome;
import dev.approvalcopilot.contracts.answer.RawAnswer;
import dev.approvalcopilot.contracts.answer.Reading;
import dev.approvalcopilot.contracts.manifest.RenderedRequest;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Request.Method;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.vault.ProviderToken;
import dev.approvalcopilot.support.outbound.Outbound;
import dev.approvalcopilot.support.outbound.OutboundAnswer;
import dev.approvalcopilot.support.outbound.OutboundLimits;
import dev.approvalcopilot.support.outbound.OutboundRequest;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Sends one request once, with one deadline for the whole answer. Each call has a connection of its own, because on a kept one
 * that the provider has closed meanwhile a request is lost after its first byte, and a harmless message would end UNKNOWN.
 */
@Startup
@ApplicationScoped
public class ProviderCall {

    private static final Logger LOG = Logger.getLogger(ProviderCall.class);

    private final boolean plainHttp;
    private final int maxAnswerBytes;
    private final Outbound client;
    private final ConnectionGates gates;

    ProviderCall(GatewayConfig config, ConnectionGates gates) {
        var limits = config.call();
        this.plainHttp = config.unsafeAllowPlainHttp();
        this.maxAnswerBytes = limits.maxAnswerBytes();
        this.gates = gates;
        this.client = new Outbound(
                OutboundLimits.fresh(limits.connectTimeout(), maxAnswerBytes),
                config.unsafeAllowAddresses().orElse(Set.of()));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /** @param left until the deadline; nothing is sent when it is over */
    public CallOutcome send(RenderedRequest request, ProviderToken token, ToolManifest tool, Duration left) {
        long start = System.nanoTime();
        var answer = exchange(request, token, left);
        gates.of(tool.connection()).called(answer, Duration.ofNanos(System.nanoTime() - start));
        LOG.infof("event=provider_called tool=%s answer=%s", tool.name(), answer);
        return AnswerRules.judge(answer, tool);
    }

    /** A GET beside the call, with its token: of what must still be so, or of whether it has happened. */
    public Reading read(RenderedRequest request, ProviderToken token, ToolManifest tool, Duration left) {
        if (request.method() != Method.GET) {
            throw new IllegalArgumentException("only a GET is no effect");
        }
        long start = System.nanoTime();
        var answer = exchange(request, token, left);
        gates.of(tool.connection()).called(answer, Duration.ofNanos(System.nanoTime() - start));
        LOG.infof("event=provider_read tool=%s answer=%s", tool.name(), answer);
        return switch (answer) {
            case RawAnswer.Answered answered -> Reading.of(answered, tool);
            case RawAnswer.TooLarge(int most) -> new Reading.TooLarge(most);
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
        return switch (client.send(build(request, token), left)) {
            case OutboundAnswer.Answered answered ->
                new RawAnswer.Answered(
                        answered.status(),
                        answered.body(),
                        answered.headers(),
                        answered.retryAfter().orElse(Duration.ZERO));
            case OutboundAnswer.NotSent(var reason) -> new RawAnswer.NotSent(code(reason));
            case OutboundAnswer.Lost(var reason) -> lost(reason);
        };
    }

    private static OutboundRequest build(RenderedRequest request, ProviderToken token) {
        var outbound = OutboundRequest.of(request.method().name(), request.uri());
        request.headers().forEach(outbound::header);
        request.body().ifPresent(outbound::body);
        token.authorize(outbound);
        return outbound;
    }

    private static String code(OutboundAnswer.NotSent.Reason reason) {
        return switch (reason) {
            case MALFORMED, FORBIDDEN_ADDRESS -> "forbidden_address";
            case UNREACHABLE, LATE -> RawAnswer.UNREACHABLE;
        };
    }

    private RawAnswer lost(OutboundAnswer.Lost.Reason reason) {
        return switch (reason) {
            case LATE -> new RawAnswer.Lost("the provider did not answer in time");
            case BROKEN -> new RawAnswer.Lost("the connection to the provider broke before its answer was complete");
            case TOO_LARGE -> new RawAnswer.TooLarge(maxAnswerBytes);
            case INTERRUPTED -> new RawAnswer.Lost("the gateway stopped before the answer came");
        };
    }
}

package dev.approvalcopilot.support.outbound;

import dev.approvalcopilot.support.outbound.OutboundAnswer.Answered;
import dev.approvalcopilot.support.outbound.OutboundAnswer.Lost;
import dev.approvalcopilot.support.outbound.OutboundAnswer.NotSent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * Sends a request once to a public address (docs/adr/0009): the host is looked up once, all its addresses are checked, and the
 * connection goes to a checked one under the host's name. No redirect, proxy, retry, cookie or decompression, one deadline for
 * everything, and the caller learns whether a byte may have left.
 */
public final class Outbound implements AutoCloseable {

    private final OutboundLimits limits;
    private final CloseableHttpClient client;

    /** @param unsafeHosts hosts whose addresses are not checked; only for a stack on one machine */
    public Outbound(OutboundLimits limits, Set<String> unsafeHosts) {
        this(limits, new VettedAddresses(InetAddress::getAllByName, unsafeHosts));
    }

    Outbound(OutboundLimits limits, VettedAddresses addresses) {
        this.limits = limits;
        this.client = PlainClient.of(limits, addresses);
    }

    /** @param left until the deadline for the whole answer; when it is over nothing is sent */
    public OutboundAnswer send(OutboundRequest request, Duration left) {
        if (!Destination.isWellFormed(request.address())) {
            return new NotSent(NotSent.Reason.MALFORMED);
        }
        if (!left.isPositive()) {
            return new NotSent(NotSent.Reason.LATE);
        }
        var turn = new Turn();
        var wire = wire(request);
        var task = new FutureTask<>(() -> exchange(request.address(), wire, turn));
        Thread.ofVirtual().name("outbound").start(task);
        return await(task, wire, turn, left);
    }

    private static OutboundAnswer await(
            FutureTask<OutboundAnswer> task, HttpUriRequestBase wire, Turn turn, Duration left) {
        try {
            return task.get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return turn.giveUp() ? new NotSent(NotSent.Reason.LATE) : new Lost(Lost.Reason.LATE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return turn.giveUp() ? new NotSent(NotSent.Reason.LATE) : new Lost(Lost.Reason.INTERRUPTED);
        } catch (ExecutionException e) {
            return ended(turn, new NotSent(NotSent.Reason.UNREACHABLE));
        } finally {
            // Without effect on an exchange that has ended.
            wire.cancel();
        }
    }

    private static HttpUriRequestBase wire(OutboundRequest request) {
        var wire = new HttpUriRequestBase(request.method(), request.address());
        request.headers().forEach(wire::setHeader);
        // Its type is a header of the request: the entity brings none.
        request.body()
                .ifPresent(text -> wire.setEntity(new ByteArrayEntity(text.getBytes(StandardCharsets.UTF_8), null)));
        return wire;
    }

    private OutboundAnswer exchange(URI address, HttpUriRequestBase wire, Turn turn) {
        var context = HttpClientContext.create();
        context.setAttribute(Turn.ATTRIBUTE, turn);
        try (ClassicHttpResponse response = client.executeOpen(HttpHost.create(address), wire, context)) {
            return read(response, wire);
        } catch (ForbiddenAddress e) {
            return ended(turn, new NotSent(NotSent.Reason.FORBIDDEN_ADDRESS));
        } catch (IOException | RuntimeException e) {
            return ended(turn, new NotSent(NotSent.Reason.UNREACHABLE));
        }
    }

    /** Nothing was sent, as said, or it was and then the exchange broke. */
    private static OutboundAnswer ended(Turn turn, NotSent notSent) {
        return turn.giveUp() ? notSent : new Lost(Lost.Reason.BROKEN);
    }

    private OutboundAnswer read(ClassicHttpResponse response, HttpUriRequestBase wire) throws IOException {
        var retryAfter = RetryAfter.of(response, Instant.now());
        var entity = response.getEntity();
        if (entity == null) {
            return new Answered(response.getCode(), "", headers(response), retryAfter);
        }
        var bytes = entity.getContent().readNBytes(limits.maxAnswerBytes() + 1);
        if (bytes.length > limits.maxAnswerBytes()) {
            // Hangs up, instead of reading the rest to keep the connection.
            wire.cancel();
            return new Lost(Lost.Reason.TOO_LARGE);
        }
        entity.getContent().close();
        return new Answered(
                response.getCode(), new String(bytes, StandardCharsets.UTF_8), headers(response), retryAfter);
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        return Arrays.stream(response.getHeaders())
                .collect(Collectors.toMap(
                        header -> header.getName().toLowerCase(Locale.ROOT),
                        header -> Objects.requireNonNullElse(header.getValue(), ""),
                        (one, other) -> one + ", " + other));
    }

    /** Hangs up whatever is open. */
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}

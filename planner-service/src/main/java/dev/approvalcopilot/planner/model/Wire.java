package dev.approvalcopilot.planner.model;

import dev.approvalcopilot.planner.model.ModelFailure.Kind;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionRequest;
import io.vertx.core.http.HttpClientRequest;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;

/**
 * Stands between the extension's REST client and the endpoint: completes what goes out, and turns what comes back into the form
 * that the extension reads, or into a failure.
 */
final class Wire implements ClientRequestFilter, WriterInterceptor, ClientResponseFilter {

    /** Of the REST client's context, for the time of one request. */
    private static final String EXCHANGE = Exchange.class.getName();

    private static final String BEARER = "Bearer ";

    /** What the extension sends as a key where none is configured. */
    private static final String NO_KEY = "dummy";

    /** In the thread that asks. */
    @Override
    public void filter(ClientRequestContext request) {
        var exchange = Exchange.CURRENT.get();
        request.setProperty(EXCHANGE, new Sending(exchange, (ResteasyReactiveClientRequestContext) request));
        keepKey(request, exchange);
        request.setEntity(
                RequestBody.of((ChatCompletionRequest) request.getEntity(), exchange),
                new Annotation[0],
                MediaType.APPLICATION_JSON_TYPE);
    }

    private static void keepKey(ClientRequestContext request, Exchange exchange) {
        var sent = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (sent == null) {
            return;
        }
        if (sent.equals(BEARER + NO_KEY)) {
            request.getHeaders().remove(HttpHeaders.AUTHORIZATION);
        } else {
            exchange.sendsKey(sent.substring(BEARER.length()));
        }
    }

    private record Sending(Exchange exchange, ResteasyReactiveClientRequestContext client) {}

    /** With a connection, before anything is written to it. */
    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        var sending = (Sending) context.getProperty(EXCHANGE);
        var request = sending.client().unwrap(HttpClientRequest.class);
        if (!sending.exchange().begin(request)) {
            request.reset();
            throw new ProcessingException("nobody waits for the model any more");
        }
        watch(request, sending.exchange());
        context.proceed();
    }

    /** The REST client reads a body as a whole, however long it is, and waits for its end without a limit of time. */
    private static void watch(HttpClientRequest request, Exchange exchange) {
        int max = exchange.config().maxAnswerBytes();
        request.response().onSuccess(response -> {
            var read = new AtomicLong();
            response.handler(part -> {
                if (read.addAndGet(part.length()) > max) {
                    exchange.fail(new ModelFailure(
                            Kind.UNUSABLE, "too_large", "The model's answer was larger than " + max + " bytes."));
                    exchange.end();
                }
            });
            response.endHandler(end -> exchange.received());
        });
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) throws IOException {
        var sending = (Sending) request.getProperty(EXCHANGE);
        var thrown = sending.client().unwrap(RestClientRequestContext.class).getThrowable();
        if (thrown != null && !(thrown instanceof WebApplicationException)) {
            return; // there is no answer; the other one stands for a status that is no success
        }
        var exchange = sending.exchange();
        try {
            var answer = new ResponseReader(exchange, Instant.now()).read(response);
            exchange.keep(answer.opaque());
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
            response.setEntityStream(
                    new ByteArrayInputStream(answer.completion().toString().getBytes(StandardCharsets.UTF_8)));
        } catch (ModelFailure e) {
            exchange.fail(e);
            throw new ProcessingException(e.getMessage());
        }
    }
}

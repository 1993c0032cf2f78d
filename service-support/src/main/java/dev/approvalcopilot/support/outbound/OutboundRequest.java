package dev.approvalcopilot.support.outbound;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One request. Headers may hold a credential: no text form shows them, and they are read in this package only. */
public final class OutboundRequest {

    private final String method;
    private final URI address;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String body;

    private OutboundRequest(String method, URI address) {
        this.method = Objects.requireNonNull(method);
        this.address = Objects.requireNonNull(address);
    }

    public static OutboundRequest of(String method, URI address) {
        return new OutboundRequest(method, address);
    }

    /** Sets the header, in place of one of that name. */
    public OutboundRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Sent as UTF-8; its type is the header {@code Content-Type}. */
    public OutboundRequest body(String text) {
        body = Objects.requireNonNull(text);
        return this;
    }

    String method() {
        return method;
    }

    URI address() {
        return address;
    }

    Map<String, String> headers() {
        return headers;
    }

    Optional<String> body() {
        return Optional.ofNullable(body);
    }

    /** Method and host only. */
    @Override
    public String toString() {
        return "OutboundRequest[" + method + " " + address.getHost() + "]";
    }
}

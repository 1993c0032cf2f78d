package dev.approvalcopilot.contracts.manifest;

import dev.approvalcopilot.contracts.manifest.ToolManifest.Request.Method;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request, whole but for the token. Only {@link RequestRenderer} makes one.
 *
 * @param json the body; null for none
 */
public record RenderedRequest(Method method, URI uri, Map<String, String> headers, String json) {

    public RenderedRequest {
        headers = Map.copyOf(headers);
    }

    /** The same with another header, whose value is one of ours. */
    public RenderedRequest with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new RenderedRequest(method, uri, more, json);
    }

    public Optional<String> body() {
        return Optional.ofNullable(json);
    }

    /** Host only: path and body hold arguments. */
    @Override
    public String toString() {
        return "RenderedRequest[" + method + " " + uri.getHost() + "]";
    }
}

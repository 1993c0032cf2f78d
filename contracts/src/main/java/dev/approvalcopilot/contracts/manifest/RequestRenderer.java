package dev.approvalcopilot.contracts.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Fills a manifest's request with arguments (contracts, "Tool manifest"). Base address and headers are the manifest's; a
 * placeholder in the path stays within its segment, one in the query within its value, one in the body is a JSON value.
 */
public final class RequestRenderer {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]+");
    /** What the HTTP client, or the token, sets. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "authorization",
            "connection",
            "content-length",
            "cookie",
            "expect",
            "host",
            "transfer-encoding",
            "upgrade");

    private static final String UNRESERVED = "-._~";
    private static final int MAX_URI_LENGTH = 8 * 1024;

    private RequestRenderer() {}

    /** @throws UnrenderableRequest when an argument cannot stand where its placeholder is */
    public static RenderedRequest render(Request request, ObjectNode arguments) throws UnrenderableRequest {
        checkHeaders(request.headers());
        var uri = uri(request, arguments);
        var body = request.body() == null ? null : BodyTree.fill(request.body(), arguments);
        return new RenderedRequest(request.method(), uri, request.headers(), body == null ? null : body.toString());
    }

    /** A GET under the same base address and with the same headers, for what must be known before or after the call. */
    public static RenderedRequest read(Request request, String path, Map<String, String> query, ObjectNode arguments)
            throws UnrenderableRequest {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.remove("Content-Type");
        return render(new Request(Request.Method.GET, request.base(), path, query, headers, null), arguments);
    }

    private static void checkHeaders(Map<String, String> headers) throws UnrenderableRequest {
        for (var header : headers.entrySet()) {
            boolean fits = HEADER_NAME.matcher(header.getKey()).matches()
                    && !OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))
                    && HEADER_VALUE.matcher(header.getValue()).matches();
            if (!fits) {
                throw new UnrenderableRequest("a header of the manifest is no header, or not its own");
            }
        }
    }

    private static URI uri(Request request, ObjectNode arguments) throws UnrenderableRequest {
        var base = request.base().toString();
        var text = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + path(request.path(), arguments)
                + query(request.query(), arguments);
        if (text.length() > MAX_URI_LENGTH) {
            throw new UnrenderableRequest("the address is too long");
        }
        try {
            var uri = new URI(text);
            checkPlace(uri, request.base());
            return uri;
        } catch (URISyntaxException e) {
            throw new UnrenderableRequest("the path of the manifest is no path");
        }
    }

    /** Encoding has made sure of it; it is checked because everything hangs on it. */
    private static void checkPlace(URI uri, URI base) throws UnrenderableRequest {
        boolean stayed = uri.getScheme().equals(base.getScheme())
                && uri.getRawAuthority().equals(base.getRawAuthority())
                && uri.getRawPath().startsWith(base.getRawPath())
                && uri.normalize().getRawPath().equals(uri.getRawPath());
        if (!stayed) {
            throw new UnrenderableRequest("the address would leave its base");
        }
    }

    private static String path(String template, ObjectNode arguments) throws UnrenderableRequest {
        var filled = new ArrayList<String>();
        for (var segment : template.split("/", -1)) {
            var text = fill(segment, arguments);
            boolean placeholder = PLACEHOLDER.matcher(segment).find();
            if (placeholder && (text.isEmpty() || text.equals(".") || text.equals(".."))) {
                throw new UnrenderableRequest("an argument is no segment of a path");
            }
            filled.add(text);
        }
        return String.join("/", filled);
    }

    private static String fill(String segment, ObjectNode arguments) throws UnrenderableRequest {
        var out = new StringBuilder();
        var matcher = PLACEHOLDER.matcher(segment);
        int end = 0;
        while (matcher.find()) {
            var value = text(arguments.path(matcher.group(1)));
            if (value.isEmpty()) {
                throw new UnrenderableRequest("an argument of the path is empty");
            }
            out.append(segment, end, matcher.start()).append(encode(value));
            end = matcher.end();
        }
        return out.append(segment, end, segment.length()).toString();
    }

    /** In the order of names: a map of the manifest has none of its own. A parameter whose argument is absent is left out. */
    private static String query(Map<String, String> parameters, ObjectNode arguments) throws UnrenderableRequest {
        var pairs = new ArrayList<String>();
        for (var parameter : new TreeMap<>(parameters).entrySet()) {
            var matcher = PLACEHOLDER.matcher(parameter.getValue());
            if (matcher.matches()) {
                var argument = arguments.path(matcher.group(1));
                if (!argument.isMissingNode() && !argument.isNull()) {
                    pairs.add(encode(parameter.getKey()) + "=" + encode(text(argument)));
                }
            } else {
                pairs.add(encode(parameter.getKey()) + "=" + encode(parameter.getValue()));
            }
        }
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private static String text(JsonNode argument) throws UnrenderableRequest {
        if (!argument.isValueNode() || argument.isNull()) {
            throw new UnrenderableRequest("an argument of the address is no single value");
        }
        return argument.asText();
    }

    /** RFC 3986 section 2.3: everything but unreserved characters. */
    static String encode(String text) {
        var out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || UNRESERVED.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append("%02X".formatted((int) c));
            }
        }
        return out.toString();
    }
}

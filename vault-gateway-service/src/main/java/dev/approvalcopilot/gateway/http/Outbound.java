package dev.approvalcopilot.gateway.http;

import java.net.http.HttpClient;
import java.time.Duration;

/**
 * HTTP clients that do what they are told once. Left to itself the JDK's client sends a GET again, on another connection,
 * when the first ended without an answer; it has no setting a client for that, only for the whole process.
 */
public final class Outbound {

    static {
        System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
        System.setProperty("jdk.httpclient.disableRetryConnect", "true");
        // Seconds. Servers close a quiet connection after 30 or more: better not to meet that moment.
        System.setProperty("jdk.httpclient.keepalive.timeout", "15");
    }

    private Outbound() {}

    /** @param connectTimeout after which nothing has been sent */
    public static HttpClient.Builder client(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(connectTimeout);
    }
}

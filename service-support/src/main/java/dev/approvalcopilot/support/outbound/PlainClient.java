package dev.approvalcopilot.support.outbound;

import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Apache's client with everything switched off that would act by itself. System properties and variables are not read. */
final class PlainClient {

    /** More than any caller has at once: what waits, waits with its caller, not in a pool. */
    private static final int MAX_CONNECTIONS = 1024;

    private static final int MAX_HEADER_LINE_CHARS = 16 * 1024;
    private static final int MAX_HEADERS = 200;

    private PlainClient() {}

    static CloseableHttpClient of(OutboundLimits limits, VettedAddresses addresses) {
        var builder = HttpClients.custom()
                .setConnectionManager(connections(limits, addresses))
                .setRequestExecutor(new SendingOnce())
                .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
                .setDefaultRequestConfig(request(limits))
                .setUserAgent("approval-copilot")
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableConnectionState()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling();
        if (limits.keepIdle().isZero()) {
            builder.setConnectionReuseStrategy((_, _, _) -> false);
        }
        return builder.build();
    }

    private static RequestConfig request(OutboundLimits limits) {
        return RequestConfig.custom()
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setContentCompressionEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setExpectContinueEnabled(false)
                .setConnectionRequestTimeout(timeout(limits))
                .setConnectionKeepAlive(
                        TimeValue.ofMilliseconds(limits.keepIdle().toMillis()))
                .build();
    }

    private static HttpClientConnectionManager connections(OutboundLimits limits, VettedAddresses addresses) {
        var http = Http1Config.custom()
                .setMaxLineLength(MAX_HEADER_LINE_CHARS)
                .setMaxHeaderCount(MAX_HEADERS)
                .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(addresses)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls()))
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(timeout(limits)).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(limits))
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(100))
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(http)
                        .build())
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .build();
    }

    private static SSLContext tls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private static Timeout timeout(OutboundLimits limits) {
        return Timeout.of(limits.connect().toMillis(), TimeUnit.MILLISECONDS);
    }
}

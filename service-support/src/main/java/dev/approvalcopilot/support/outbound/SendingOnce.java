package dev.approvalcopilot.support.outbound;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/** The step between a connection that stands, TLS and all, and the first byte on it. */
final class SendingOnce extends HttpRequestExecutor {

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback informationCallback,
            HttpContext context)
            throws IOException, HttpException {
        if (!(context.getAttribute(Turn.ATTRIBUTE) instanceof Turn turn) || !turn.beginSending()) {
            throw new InterruptedIOException("given up, or sent before");
        }
        return super.execute(request, connection, informationCallback, context);
    }
}

package dev.approvalcopilot.gateway.wiring;

import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.gateway.GatewayConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import org.jboss.logging.Logger;

/** Settings that are each right and together wrong. */
@ApplicationScoped
class StartChecks {

    private static final Logger LOG = Logger.getLogger(StartChecks.class);
    /** Keys, management token, accounts and exchange, each asked once. */
    private static final int AUTH0_ANSWERS_A_TURN = 4;

    void check(@Observes StartupEvent event, GatewayConfig config, ToolCatalog tools) {
        checkIssuer(config.auth0().issuer());
        checkTimes(config);
        config.unsafeAllowAddresses()
                .ifPresent(hosts -> LOG.warnf(
                        "event=unsafe_setting key=gateway.unsafe-allow-addresses hosts=%s"
                                + " meaning=\"these are called wherever they lead\"",
                        hosts));
        if (config.unsafeAllowPlainHttp()) {
            LOG.warn("event=unsafe_setting key=gateway.unsafe-allow-plain-http meaning=\"tokens may travel in clear\"");
        } else {
            requireHttps(config.auth0().issuer(), "gateway.auth0.issuer");
            for (Tool tool : tools.all()) {
                if (tool.manifest().builtin() == null) {
                    requireHttps(tool.manifest().request().base(), "request.base of " + tool.name());
                }
            }
        }
        LOG.infof("event=gateway_ready tools=%d", tools.all().size());
    }

    private static void checkIssuer(URI issuer) {
        if (issuer.getHost() == null || !issuer.toString().endsWith("/")) {
            throw new IllegalStateException("gateway.auth0.issuer must be absolute and end with a slash, as in iss");
        }
    }

    private static void checkTimes(GatewayConfig config) {
        var lease = config.call().lease();
        if (lease.compareTo(config.call().limit()) <= 0) {
            throw new IllegalStateException("gateway.call.lease must be longer than gateway.call.limit");
        }
        var beforeTheCall = config.auth0()
                .timeout()
                .multipliedBy(AUTH0_ANSWERS_A_TURN)
                .plus(config.call().readLimit());
        if (lease.compareTo(beforeTheCall) <= 0) {
            throw new IllegalStateException(
                    "gateway.call.lease must outlive four times gateway.auth0.timeout and gateway.call.read-limit");
        }
    }

    private static void requireHttps(URI address, String name) {
        if (!"https".equals(address.getScheme())) {
            throw new IllegalStateException(
                    name + " is not https; only gateway.unsafe-allow-plain-http=true allows that");
        }
    }
}

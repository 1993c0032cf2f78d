package dev.approvalcopilot.gateway.dispatch;

import dev.approvalcopilot.contracts.manifest.ToolManifest.Precondition;
import dev.approvalcopilot.contracts.own.Limit;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import dev.approvalcopilot.gateway.ledger.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Refusals as a person reads them: fixed words, and where they can do something about it, what. */
@ApplicationScoped
class RefusalWords {

    /** How people call what a connection leads to. */
    private static final Map<String, String> PROVIDERS =
            Map.of("github", "GitHub", "sign-in-with-slack", "Slack", "google-oauth2", "Google");

    private final GatewayConfig config;

    RefusalWords(GatewayConfig config) {
        this.config = config;
    }

    Outcome.Refused of(RefusalCode code) {
        return new Outcome.Refused(code, code.words());
    }

    /** @param connection of the tool's manifest */
    Outcome.Refused of(RefusalCode code, String connection) {
        return switch (code) {
            case NOT_CONNECTED, CONSENT_WITHDRAWN, ACCOUNT_AMBIGUOUS ->
                new Outcome.Refused(code, code.words() + " " + connect(connection));
            default -> of(code);
        };
    }

    Outcome.Refused missing(Set<String> scopes, String connection) {
        return new Outcome.Refused(
                RefusalCode.SCOPES_MISSING,
                RefusalCode.SCOPES_MISSING.words() + " Missing: " + String.join(", ", new TreeSet<>(scopes)) + ". "
                        + connect(connection));
    }

    /** In the person's own words. */
    Outcome.Refused of(Limit limit) {
        return new Outcome.Refused(
                RefusalCode.OWN_LIMIT, RefusalCode.OWN_LIMIT.words() + " It names " + limit.words() + ".");
    }

    /** @param expected as it was approved @param now as it is, fit to be read */
    Outcome.Refused changed(Precondition precondition, String expected, String now) {
        return new Outcome.Refused(
                RefusalCode.PRECONDITION_CHANGED,
                RefusalCode.PRECONDITION_CHANGED.words() + " Changed: " + precondition.what() + ", from \"" + expected
                        + "\" to \"" + now + "\".");
    }

    Outcome.Refused unreadable(Precondition precondition, String why) {
        return new Outcome.Refused(
                RefusalCode.PRECONDITION_UNREADABLE,
                RefusalCode.PRECONDITION_UNREADABLE.words() + " Not readable: " + precondition.what() + ", " + why
                        + ".");
    }

    private String connect(String connection) {
        var provider = PROVIDERS.getOrDefault(connection, connection);
        return config.connectUrl()
                .map(url -> "Connect " + provider + " at " + url + " and ask again.")
                .orElse("Connect " + provider + " in your account settings and ask again.");
    }
}

package dev.approvalcopilot.gateway.dispatch;

import dev.approvalcopilot.contracts.event.EventLimits;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Precondition;
import dev.approvalcopilot.contracts.own.Limit;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import dev.approvalcopilot.gateway.ledger.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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
            case NOT_CONNECTED, ACCOUNT_AMBIGUOUS ->
                new Outcome.Refused(code, code.words() + " " + connect(connection));
            case CONSENT_WITHDRAWN -> new Outcome.Refused(code, code.words() + " " + linked("Reconnect", connection));
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

    /** In the words with which API and page refuse the same. */
    Outcome.Refused namesNothing(List<String> problems) {
        var words = RefusalCode.OWN_RULE_NAMES_NOTHING.words() + " " + String.join(" ", problems);
        return new Outcome.Refused(RefusalCode.OWN_RULE_NAMES_NOTHING, EventLimits.cut("detail", words));
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

    /** The account was revoked, or disconnected, at the provider. @param connection of the tool's manifest */
    String reconnect(String connection) {
        return provider(connection) + " no longer accepts the connected account's token. Nothing was done. "
                + linked("Reconnect", connection);
    }

    /** @param where its address; empty if the provider does not say */
    static String moved(String where) {
        return "Nothing was done there: " + elsewhere(where)
                + ". The gateway follows no redirect. Ask again with what it is" + " called now.";
    }

    /** @param most that is read of an answer, in bytes */
    static String askForLess(int most) {
        return "The provider answered, and " + tooLarge(most) + ". Ask for less, such as fewer entries at a time.";
    }

    static String tooLarge(int most) {
        return "its answer is larger than " + most + " bytes, the most that is read";
    }

    static String elsewhere(String where) {
        return where.isEmpty()
                ? "the provider answered that it is elsewhere and did not say where"
                : "the provider answered that it is now at " + where;
    }

    private String connect(String connection) {
        return linked("Connect", connection);
    }

    private String linked(String verb, String connection) {
        var place = config.connectUrl().map(url -> "at " + url).orElse("in your account settings");
        return verb + " " + provider(connection) + " " + place + " and ask again.";
    }

    private static String provider(String connection) {
        return PROVIDERS.getOrDefault(connection, connection);
    }
}

package dev.approvalcopilot.approval.presence;

import java.net.URI;
import java.util.UUID;

/** What became of a step in a bound login. */
public sealed interface StepUp {
    /**
     * Send the browser to Auth0.
     *
     * @param state that Auth0 sends back
     * @param cookie value of the cookie that ties the answer to this browser
     */
    record Redirect(URI to, String state, String cookie) implements StepUp {
        /** Without secrets. */
        @Override
        public String toString() {
            return "Redirect[]";
        }
    }

    /** The login counts. @param fromPage whether the page waits for it */
    record Received(UUID action, boolean fromPage) implements StepUp {}

    /** It does not, or there was none. */
    record Failed(Reason reason) implements StepUp {}

    /** Why not, in words for the person; none of them tells an outsider anything. */
    enum Reason {
        LINK_UNKNOWN("This link is unknown, already used or too old. Ask for the decision again to get a new one."),
        TOO_LATE("The login took too long. Ask for the decision again to start over."),
        RESUMED_SINCE(
                "An operator resumed execution while you logged in, and what was begun before does not count. Nothing was"
                        + " decided. Ask for the decision again to start over."),
        OTHER_BROWSER("This browser did not start the login. Open the link and log in within one browser."),
        NOT_COMPLETED("The login was not completed at Auth0. Nothing was decided. You can try again."),
        OTHER_PERSON("You logged in as somebody else than the person who decides. Nothing was decided."),
        NOT_ACCEPTED("The login does not count as a fresh login for this action. Nothing was decided."),
        TOO_LARGE(
                "Auth0's token about you lists more groups than can be used here, about 500. Nothing was decided. Trying again does"
                        + " not help before the administrator of your login lets it list fewer."),
        CLOCK(
                "Auth0's clock and this service's differ by more than a minute, so that the login cannot be counted. Nothing was"
                        + " decided. Trying again does not help before an operator has set the clock; the health of this"
                        + " service says the difference."),
        AUTH0_UNAVAILABLE("Auth0 does not answer right now. Nothing was decided. Try again in a minute.");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}

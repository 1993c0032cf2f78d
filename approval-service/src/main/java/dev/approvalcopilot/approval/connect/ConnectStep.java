package dev.approvalcopilot.approval.connect;

import java.net.URI;

/** What became of a step on the way to connect or disconnect an account. */
public sealed interface ConnectStep {
    /** Send the browser to Auth0's login, which a living session there answers by itself. */
    record ToLogin(URI to) implements ConnectStep {
        /** Without secrets. */
        @Override
        public String toString() {
            return "ToLogin[]";
        }
    }

    /** Send the browser to the provider, by way of Auth0. */
    record ToProvider(URI to, String connection) implements ConnectStep {
        /** Without secrets. */
        @Override
        public String toString() {
            return "ToProvider[" + connection + "]";
        }
    }

    /** @param back where the person wanted to be */
    record Connected(String connection, String back) implements ConnectStep {}

    record Disconnected(String connection) implements ConnectStep {}

    /**
     * Nothing was changed.
     *
     * @param connection empty where it is not known
     * @param back where the person wanted to be; empty where it is not known
     */
    record Failed(Reason reason, String connection, String back) implements ConnectStep {}

    /** Why not, in words for the person; {@code %s} is the provider. */
    enum Reason {
        UNKNOWN("This way back is unknown or already used. Nothing was changed; start again below."),
        TOO_LATE("It took longer than five minutes, so it no longer counts. Nothing was changed; start again below."),
        OTHER_SESSION("This session did not begin it. Nothing was changed; start again below."),
        OTHER_PERSON(
                "You logged in at Auth0 as somebody else than here. Nothing was changed. Sign out, and sign in as the"
                        + " person whose account it is."),
        LOGIN_NOT_COMPLETED(
                "The login at Auth0 was not completed, or Auth0 lets nobody connect accounts from here. Nothing was"
                        + " changed; you can try again."),
        CLOCK(
                "Auth0's clock and this service's differ by more than a minute, so that the login cannot be counted. Nothing was"
                        + " changed. Trying again does not help before an operator has set the clock."),
        DECLINED("You said no at %s. Nothing was connected; you can try again."),
        PROVIDER_FAILED(
                "Auth0 or %s reported an error instead of your consent. Nothing was connected; you can try again."),
        ALREADY_CONNECTED("Auth0 says that this %s account is connected already. Nothing was changed."),
        NOT_ALLOWED(
                "Auth0 does not let this page change accounts. An administrator of the tenant has to allow it; until then"
                        + " nothing can be connected here."),
        CONNECTION_OFF(
                "Auth0 does not offer %s accounts for connecting here. An administrator of the tenant has to switch it"
                        + " on."),
        NOT_TAKEN("Auth0 did not take the request. Nothing was changed; you can try again."),
        AUTH0_UNAVAILABLE(
                "Auth0 does not answer right now. Nothing was changed, as far as can be known. Try again in a minute.");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** @param provider by the name people know */
        public String words(String provider) {
            return words.replace("%s", provider);
        }
    }
}

package dev.approvalcopilot.approval.connect;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of {@code account_errands}: one account on its way to be connected or disconnected.
 *
 * @param sessionHash names the page's session that began it
 * @param principal who must log in
 * @param account to disconnect, or to be replaced by the new one; null for neither
 * @param back where the person wants to be afterwards, an address of the page's own
 * @param since when this stage began
 * @param codeVerifier of the login's PKCE; null while the person is at the provider
 * @param nonce of the login's ID token; null while the person is at the provider
 * @param authSession names the request at the My Account API; null before there is one
 * @param connectVerifier of that request's PKCE; null before there is one
 * @param connectCode what the provider's consent gave, good for this request only; null before
 */
record Errand(
        UUID id,
        Kind kind,
        Stage stage,
        String sessionHash,
        String principal,
        String connection,
        String account,
        String back,
        Instant since,
        String codeVerifier,
        String nonce,
        String authSession,
        String connectVerifier,
        String connectCode) {

    enum Kind {
        CONNECT,
        DISCONNECT
    }

    /** Where the browser is. */
    enum Stage {
        /** At Auth0, for a token. */
        LOGIN,
        /** At the provider, to consent. */
        PROVIDER,
        /** At Auth0 again, for another token: the first one was not kept. */
        LOGIN_AGAIN
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "Errand[" + id + " " + kind + " " + stage + " " + connection + "]";
    }
}

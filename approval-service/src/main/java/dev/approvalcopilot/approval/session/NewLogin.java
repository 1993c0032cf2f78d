package dev.approvalcopilot.approval.session;

import io.quarkus.security.AuthenticationFailedException;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a session begins with.
 *
 * @param sid    of Auth0's session, which a logout there names
 * @param endsAt the latest
 */
record NewLogin(String principal, String sid, Instant endsAt) {
    /** Auth0's clock and ours. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    /**
     * Auth0 was asked for a login not older than {@code idle}. A browser can strip that wish from the address, so the answer is
     * checked: else who left a session idle, or came after its end, would get the next one without a login.
     *
     * @param idToken verified
     * @throws AuthenticationFailedException if the login is older, or the token does not say when it was
     */
    static NewLogin of(JsonWebToken idToken, Duration idle, Duration longest, Instant now) {
        // An absent one is 0 here.
        long authTime = ((Number) idToken.getClaim("auth_time")).longValue();
        String sid = idToken.getClaim("sid");
        if (sid == null || sid.isEmpty() || authTime == 0) {
            throw new AuthenticationFailedException("the ID token does not say which login it is of");
        }
        var loggedIn = Instant.ofEpochSecond(authTime);
        if (loggedIn.plus(idle).plus(SKEW).isBefore(now)) {
            throw new AuthenticationFailedException("the login is too old for a new session");
        }
        var end = loggedIn.plus(longest);
        var tokenEnd = Instant.ofEpochSecond(idToken.getExpirationTime());
        return new NewLogin(idToken.getSubject(), sid, end.isBefore(tokenEnd) ? end : tokenEnd);
    }
}

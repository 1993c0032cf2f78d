package dev.approvalcopilot.approval.session;

import dev.approvalcopilot.contracts.auth0.Leeway;
import dev.approvalcopilot.contracts.identity.Principal;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.UnusableLogin;
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
    /**
     * Auth0 was asked for a login not older than {@code idle}. A browser can strip that wish from the address, so the answer is
     * checked: else who left a session idle, or came after its end, would get the next one without a login.
     *
     * @param idToken verified
     * @throws UnusableLogin if nobody here can be called what the token says
     * @throws AuthenticationFailedException if the login is older, or the token does not say when it was
     */
    static NewLogin of(JsonWebToken idToken, Duration idle, Duration longest, Instant now) {
        Principal.fault(idToken.getSubject()).ifPresent(fault -> {
            throw new UnusableLogin(
                    CommonProblem.NO_PERSON,
                    fault + " Nobody can sign in here with it: ask the administrator of your login for another.");
        });
        // An absent one is 0 here.
        long authTime = ((Number) idToken.getClaim("auth_time")).longValue();
        String sid = idToken.getClaim("sid");
        if (sid == null || sid.isEmpty() || authTime == 0) {
            throw new AuthenticationFailedException("the ID token does not say which login it is of");
        }
        var loggedIn = Instant.ofEpochSecond(authTime);
        if (Leeway.isAhead(loggedIn, now) || Leeway.isAhead(Instant.ofEpochSecond(idToken.getIssuedAtTime()), now)) {
            throw new AuthenticationFailedException("Auth0's clock and this service's differ by more than a minute");
        }
        if (Leeway.isOlderThan(idle, loggedIn, now)) {
            throw new AuthenticationFailedException("the login is too old for a new session");
        }
        var end = loggedIn.plus(longest);
        var tokenEnd = Instant.ofEpochSecond(idToken.getExpirationTime());
        return new NewLogin(idToken.getSubject(), sid, end.isBefore(tokenEnd) ? end : tokenEnd);
    }
}

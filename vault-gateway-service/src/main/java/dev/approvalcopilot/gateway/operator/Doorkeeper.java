package dev.approvalcopilot.gateway.operator;

import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.grant.LoginKeys;
import dev.approvalcopilot.gateway.operator.TokenRefused.Reason;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Lets operators in. Needs Auth0's keys, which are kept for a while: see {@code gateway.auth0.keys-kept-for}. */
@ApplicationScoped
class Doorkeeper {

    private static final String SCHEME = "Bearer ";

    private final OperatorTokens tokens;
    private final LoginKeys keys;
    private final RefusedAttempts refusals;

    Doorkeeper(GatewayConfig config, LoginKeys keys, RefusedAttempts refusals) {
        this.tokens = new OperatorTokens(
                config.auth0().issuer().toString(),
                config.operators().audience(),
                config.operators().clients());
        this.keys = keys;
        this.refusals = refusals;
    }

    /**
     * @param authorization all header fields of that name
     * @return the operator's OIDC {@code sub}
     * @throws ProblemException 401, 403 or 503
     */
    String letIn(List<String> authorization) {
        try {
            return verify(bearer(authorization));
        } catch (TokenRefused refused) {
            refusals.report(refused);
            throw answer(refused.reason());
        } catch (LoginKeys.Unavailable e) {
            throw new ProblemException(
                    OperatorProblem.KEYS_UNAVAILABLE, "Without them no token can be judged; try again.");
        }
    }

    private static String bearer(List<String> authorization) throws TokenRefused {
        if (authorization.isEmpty()) {
            throw new TokenRefused(Reason.MISSING);
        }
        var first = authorization.getFirst();
        boolean one = authorization.size() == 1 && first.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        if (!one) {
            throw new TokenRefused(Reason.MALFORMED);
        }
        return first.substring(SCHEME.length()).strip();
    }

    private String verify(String token) throws TokenRefused, LoginKeys.Unavailable {
        try {
            return tokens.verify(token, keys.current(), Instant.now());
        } catch (TokenRefused refused) {
            if (refused.reason() != Reason.KEY) {
                throw refused;
            }
            return verifyWithNewKeys(token, refused);
        }
    }

    /** Auth0 may have begun to sign with a key that is not known here yet. */
    private String verifyWithNewKeys(String token, TokenRefused before) throws TokenRefused {
        try {
            return tokens.verify(token, keys.refreshed(), Instant.now());
        } catch (LoginKeys.Unavailable e) {
            throw before;
        }
    }

    /** RFC 6750, section 3. */
    private static ProblemException answer(Reason reason) {
        if (reason == Reason.MISSING) {
            return problem(CommonProblem.UNAUTHENTICATED, "Send an access token for this API.", "Bearer");
        }
        return reason.authentic()
                ? problem(
                        CommonProblem.FORBIDDEN,
                        "The token is not one of an operator.",
                        "Bearer error=\"insufficient_scope\", scope=\"" + OperatorTokens.PERMISSION + "\"")
                : problem(
                        CommonProblem.UNAUTHENTICATED,
                        "The token is not valid here.",
                        "Bearer error=\"invalid_token\"");
    }

    private static ProblemException problem(CommonProblem problem, String detail, String challenge) {
        return new ProblemException(problem, detail, Map.of(), Map.of("WWW-Authenticate", challenge));
    }
}

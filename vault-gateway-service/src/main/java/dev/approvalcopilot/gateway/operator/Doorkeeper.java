package dev.approvalcopilot.gateway.operator;

import dev.approvalcopilot.contracts.auth0.LoginKeys;
import dev.approvalcopilot.contracts.auth0.TenantToken;
import dev.approvalcopilot.contracts.identity.Principal;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.operator.TokenRefused.Reason;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Lets operators in. Needs Auth0's keys, which are kept while it does not answer: see {@code copilot.auth0}. */
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
        return tokens.verify(token, keys.forToken(token), Instant.now());
    }

    /** RFC 6750, section 3. */
    private static ProblemException answer(Reason reason) {
        if (reason == Reason.MISSING) {
            return problem(CommonProblem.UNAUTHENTICATED, "Send an access token for this API.", "Bearer");
        }
        if (reason == Reason.CLOCK) {
            return problem(
                    CommonProblem.UNAUTHENTICATED,
                    "The token comes from the future: Auth0's clock and the gateway's differ by more than a minute.",
                    "Bearer error=\"invalid_token\"");
        }
        if (reason == Reason.TOO_LARGE) {
            return problem(
                    CommonProblem.UNAUTHENTICATED,
                    "The token has more than " + TenantToken.MAX_LENGTH
                            + " characters. It lists more groups than can be used here, about 500.",
                    "Bearer error=\"invalid_token\"");
        }
        if (reason == Reason.NO_PERSON) {
            return problem(
                    CommonProblem.FORBIDDEN,
                    "The token does not speak for a person. The id of a login (sub) is provider|id, at most "
                            + Principal.MAX_LENGTH + " printable ASCII characters, with no space at an end.",
                    "Bearer error=\"insufficient_scope\"");
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

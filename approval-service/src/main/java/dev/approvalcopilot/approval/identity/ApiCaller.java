package dev.approvalcopilot.approval.identity;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller of this request, as its bearer token says. */
@RequestScoped
public class ApiCaller {
    public static final String READ = "actions:read";
    public static final String DECIDE = "actions:decide";

    private final JsonWebToken token;
    private final String groupsClaim;

    ApiCaller(JsonWebToken token, ApprovalConfig config) {
        this.token = token;
        this.groupsClaim = config.groupsClaim();
    }

    /** @throws ProblemException {@code insufficient_scope}, with the challenge of RFC 6750 */
    public Caller with(String scope) {
        if (!scopes().contains(scope)) {
            throw new ProblemException(
                    ApprovalProblem.INSUFFICIENT_SCOPE,
                    "This needs the scope " + scope + ".",
                    Map.of(),
                    Map.of("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\""));
        }
        return new Caller(token.getSubject(), client(), GroupsClaim.of(token.getClaim(groupsClaim)));
    }

    /** Until the token expires; a stream shows nothing longer. Never zero. */
    public Duration timeLeft() {
        var left = Duration.between(Instant.now(), Instant.ofEpochSecond(token.getExpirationTime()));
        return left.isPositive() ? left : Duration.ofMillis(1);
    }

    private List<String> scopes() {
        String scope = token.getClaim("scope");
        return scope == null ? List.of() : Arrays.asList(scope.split(" "));
    }

    /** Auth0's own profile says {@code azp}, that of RFC 9068 says {@code client_id}. */
    private String client() {
        return Stream.of("azp", "client_id")
                .map(name -> token.<Object>getClaim(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse("");
    }
}

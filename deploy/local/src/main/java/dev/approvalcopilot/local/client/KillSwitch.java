package dev.approvalcopilot.local.client;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.stack.Installation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What an operator can do at the gateway's management port. Refusals are {@link ApiRefused}. */
public final class KillSwitch {
    /** What an operator's token must open. */
    public static final String SCOPE = "halts:write";

    private final Api gateway;

    /**
     * The latest word on a scope.
     *
     * @param scope {@code all}, {@code connection:NAME}, {@code tool:NAME}, {@code agent:NAME} or {@code person:SUB}
     * @param by OIDC {@code sub}
     * @param epoch the earliest that a grant under this scope may name
     * @param resumption what waits for a second operator; null if nothing does
     * @param note what the operator should know who has just halted it; null if nothing
     */
    public record Halt(
            String scope,
            boolean halted,
            String reason,
            String by,
            Instant since,
            long epoch,
            Question resumption,
            String note) {}

    /** @param at since when a second operator may agree, for fifteen minutes */
    public record Question(String by, String reason, Instant at) {}

    /** @param epoch of the deployment @param more whether more is halted than is listed */
    public record All(long epoch, List<Halt> halts, boolean more) {
        public All {
            halts = List.copyOf(halts);
        }
    }

    public KillSwitch(Installation installation, Bearer bearer) {
        this.gateway = new Api(installation.address(Service.GATEWAY), () -> bearer.token(LocalTenant.GATEWAY, SCOPE));
    }

    /** As an operator of the local tenant. */
    public static KillSwitch login(Installation installation, String name) {
        return new KillSwitch(installation, Person.of(installation, name));
    }

    /** What stands still. */
    public All halts() {
        return gateway.get("/halts", All.class);
    }

    /** Once it returns, nothing that the scope covers is dispatched. */
    public Halt halt(String scope, String reason) {
        return gateway.put("/halts/" + encoded(scope), Map.of("reason", reason), Halt.class);
    }

    /** @return halted still, with the question, until a second operator says the same */
    public Halt resume(String scope, String reason) {
        return gateway.post("/halts/" + encoded(scope) + "/resumption", Map.of("reason", reason), Map.of(), Halt.class);
    }

    private static String encoded(String scope) {
        return URLEncoder.encode(scope, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

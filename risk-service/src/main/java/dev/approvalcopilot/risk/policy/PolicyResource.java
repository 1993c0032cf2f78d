package dev.approvalcopilot.risk.policy;

import dev.approvalcopilot.contracts.json.Digest;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The policies in force, for people who want to know why something was raised. */
@Path("/api/policies")
@Produces(MediaType.APPLICATION_JSON)
@PermissionsAllowed("risk:read")
@Tag(name = "Policies")
public class PolicyResource {

    private final PolicySet policies;

    PolicyResource(PolicySet policies) {
        this.policies = policies;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "listPolicies",
            summary = "The policies in force",
            description = "As their files say. The digest names this set; every classification carries it.")
    public PoliciesView list() {
        return new PoliciesView(
                policies.digest(), policies.all().stream().map(PolicyView::of).toList());
    }

    /** @param digest of the set */
    public record PoliciesView(Digest digest, List<PolicyView> policies) {}

    /** One policy as its file says. */
    public record PolicyView(
            String name,
            String description,
            String when,
            @Nullable Raise raise,
            boolean deny,
            String reason,
            @Nullable String alternative,
            Demands obligations) {

        static PolicyView of(Policy policy) {
            var file = policy.file();
            return new PolicyView(
                    file.name(),
                    file.description(),
                    file.when(),
                    file.raise(),
                    file.deny() != null,
                    file.reason(),
                    file.alternative(),
                    file.obligations());
        }
    }
}

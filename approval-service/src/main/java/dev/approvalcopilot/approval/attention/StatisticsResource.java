package dev.approvalcopilot.approval.attention;

import dev.approvalcopilot.approval.identity.ApiCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How you decide, over HTTP. */
@Path("/api/statistics")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Statistics")
public class StatisticsResource {
    private final StatisticsQueries queries;
    private final ApiCaller caller;

    StatisticsResource(StatisticsQueries queries, ApiCaller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "getStatistics",
            summary = "How you decided in the last 30 days",
            description = "Your own numbers. For members of groups that the installation names, those of everybody"
                    + " without names, and each person's.")
    @APIResponse(responseCode = "200", description = "The numbers")
    @APIResponse(responseCode = "403", description = "insufficient_scope")
    public Statistics statistics() {
        return queries.of(caller.with(ApiCaller.READ));
    }
}

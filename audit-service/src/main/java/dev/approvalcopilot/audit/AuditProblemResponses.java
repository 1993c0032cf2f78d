package dev.approvalcopilot.audit;

import dev.approvalcopilot.support.openapi.ProblemResponses;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;

/** How the OpenAPI document shows the refusals of this API. The interface is named again because Quarkus looks no further up. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class AuditProblemResponses extends ProblemResponses implements OASFilter {
    public AuditProblemResponses() {
        super(AuditProblem.values());
    }
}

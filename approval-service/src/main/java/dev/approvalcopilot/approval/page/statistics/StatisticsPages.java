package dev.approvalcopilot.approval.page.statistics;

import dev.approvalcopilot.approval.attention.StatisticsQueries;
import dev.approvalcopilot.approval.page.Frame;
import dev.approvalcopilot.approval.page.Html;
import dev.approvalcopilot.approval.page.PageRoute;
import dev.approvalcopilot.approval.page.SignedIn;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How the person decides. */
@Path("/statistics")
@Authenticated
@PageRoute
@Produces(MediaType.TEXT_HTML)
public class StatisticsPages {
    private final StatisticsQueries queries;
    private final SignedIn person;

    StatisticsPages(StatisticsQueries queries, SignedIn person) {
        this.queries = queries;
        this.person = person;
    }

    @GET
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response statistics() {
        var view = StatisticsView.of(queries.of(person.caller()));
        var frame = Frame.still(Frame.Section.STATISTICS, "How you decide", person);
        return Html.page(Response.Status.OK.getStatusCode(), Templates.statistics(frame, view));
    }
}

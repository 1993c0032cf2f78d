package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.halt.Halts;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What stands still of a person's, for an inbox that stands. */
@Path("/actions/halts")
@Authenticated
@PageRoute
@Produces(MediaType.TEXT_HTML)
public class HaltPages {
    private final Halts halts;
    private final SignedIn person;

    HaltPages(Halts halts, SignedIn person) {
        this.halts = halts;
        this.person = person;
    }

    @GET
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response halts() {
        return answer(notices(halts, person.sub(), Instant.now()));
    }

    public static List<HaltNotice> notices(Halts halts, String principal, Instant now) {
        return halts.concerning(principal).stream()
                .map(halted -> HaltNotice.of(halted, true, now))
                .toList();
    }

    static Response answer(List<HaltNotice> notices) {
        return Html.page(Response.Status.OK.getStatusCode(), Templates.halts(notices));
    }
}

package dev.approvalcopilot.support.problem;

import dev.approvalcopilot.support.correlation.Correlation;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;

/** Does each thing that a resource can do wrong. */
@Path("/api/probe")
public class ProbeResource {

    /** A body. */
    public record Goal(@NotBlank String goal) {}

    private enum ProbeProblem implements Problem {
        STALE_VIEW;

        @Override
        public String code() {
            return "stale_view";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String title() {
            return "The document has changed";
        }
    }

    @POST
    @RunOnVirtualThread
    public Map<String, String> accept(@Valid Goal goal) {
        return Map.of("correlation", Correlation.current());
    }

    @GET
    @Path("page")
    @RunOnVirtualThread
    public int page(@QueryParam("limit") @Max(100) int limit) {
        return limit;
    }

    /** Goes on for ever. */
    @GET
    @Path("stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<String> stream() {
        return Multi.createFrom().ticks().every(Duration.ofMillis(50)).map(_ -> "on");
    }

    @GET
    @Path("stale")
    public String stale() {
        throw new ProblemException(
                ProbeProblem.STALE_VIEW, "Look again.", Map.of("view", "sha-256:x"), Map.of("Retry-After", "1"));
    }

    @GET
    @Path("broken")
    public String broken() {
        throw new IllegalStateException("canary-5c2e");
    }

    @GET
    @Path("overflow")
    @RunOnVirtualThread
    public String overflow() {
        return overflow() + overflow();
    }

    @GET
    @Path("private")
    @Authenticated
    public String forAnybodyKnown() {
        return "known";
    }

    @POST
    @Path("work")
    @Authenticated
    public String work(Goal goal) {
        return "working";
    }

    @GET
    @Path("operators")
    @RolesAllowed("operator")
    public String forOperators() {
        return "operator";
    }
}

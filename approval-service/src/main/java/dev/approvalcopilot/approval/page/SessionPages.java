package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.session.SessionRows;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** The session itself: when it ends, and how a person ends it. */
@Path("/session")
@Authenticated
@PageRoute
public class SessionPages {
    private static final Logger LOG = Logger.getLogger(SessionPages.class);

    private final SignedIn person;
    private final SessionRows sessions;

    SessionPages(SignedIn person, SessionRows sessions) {
        this.person = person;
        this.sessions = sessions;
    }

    /**
     * @param endsAt unless the person does something before
     * @param secondsLeft until then; a browser's clock may be wrong
     */
    public record Ends(Instant endsAt, long secondsLeft) {}

    /** For the page's scripts. Asking keeps no session alive. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Ends ends() {
        return new Ends(person.session().endsAt(), person.session().secondsLeft(Instant.now()));
    }

    /** The person is still here. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Ends extend() {
        return ends();
    }

    /** Ends the page's sessions in all browsers, then this one as every sign-out does. */
    @POST
    @Path("/end-everywhere")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response endEverywhere() {
        LOG.infof("event=sessions_ended by=person others=%d", sessions.endOthersOf(person.session()));
        return Response.temporaryRedirect(URI.create("/sign-out")).build();
    }
}

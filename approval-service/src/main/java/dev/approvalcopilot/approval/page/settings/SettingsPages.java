package dev.approvalcopilot.approval.page.settings;

import dev.approvalcopilot.approval.page.PageRoute;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The address of the settings. The forms of a section stand beside the section. */
@Path("/settings")
@Authenticated
@PageRoute
@Produces(MediaType.TEXT_HTML)
public class SettingsPages {
    private final SettingsPage page;

    SettingsPages(SettingsPage page) {
        this.page = page;
    }

    @GET
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response settings() {
        return page.show();
    }
}

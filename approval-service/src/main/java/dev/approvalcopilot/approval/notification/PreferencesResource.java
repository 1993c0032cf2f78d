package dev.approvalcopilot.approval.notification;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.identity.ApiCaller;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a person wants to be told, and where. It only translates. */
@Path("/api/preferences")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notifications")
public class PreferencesResource {
    private static final String EXAMPLE = """
            {"channels": {"MAIL": {"on": true, "from": "HIGH"}, "SLACK": {"on": true, "from": "CRITICAL"},
                          "WEBHOOK": {"on": false, "from": "LOW"}},
             "quiet": {"from": "22:00:00", "until": "07:00:00", "zone": "Europe/Berlin"}}""";

    private final PreferenceRows rows;
    private final ApiCaller caller;
    private final Set<String> approverClients;

    PreferencesResource(PreferenceRows rows, ApiCaller caller, ApprovalConfig config) {
        this.rows = rows;
        this.caller = caller;
        this.approverClients = Set.copyOf(config.approverClients());
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "getPreferences",
            summary = "What you are told, and where",
            description = "The defaults, where you chose nothing.")
    @APIResponse(
            responseCode = "200",
            description = "Every channel; quiet only where there are quiet hours",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Preferences.class),
                            examples = @ExampleObject(name = "preferences", value = EXAMPLE)))
    @APIResponse(responseCode = "403", description = "insufficient_scope")
    public Preferences get() {
        return rows.of(caller.with(ApiCaller.READ).sub());
    }

    /** An agent must not be able to silence what it asks for: as for a decision, the client counts. */
    @PUT
    @RunOnVirtualThread
    @Operation(
            operationId = "putPreferences",
            summary = "Choose what you are told, and where",
            description =
                    "Replaces everything. A channel that is left out is as by default, no quiet means no quiet hours."
                            + " In quiet hours only CRITICAL actions are told; the others follow at their end.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Preferences.class),
                            examples = @ExampleObject(name = "preferences", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "What counts from now on",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Preferences.class),
                            examples = @ExampleObject(name = "preferences", value = EXAMPLE)))
    @APIResponse(responseCode = "400", description = "invalid_request: an unknown channel, level or time zone")
    @APIResponse(responseCode = "403", description = "insufficient_scope, not_an_approver_client")
    public Preferences put(@NotNull Preferences preferences) {
        var person = caller.with(ApiCaller.DECIDE);
        if (!approverClients.contains(person.client())) {
            throw new ProblemException(
                    ApprovalProblem.NOT_AN_APPROVER_CLIENT, "Only a client that may decide changes what you are told.");
        }
        rows.put(person.sub(), preferences);
        return preferences;
    }
}

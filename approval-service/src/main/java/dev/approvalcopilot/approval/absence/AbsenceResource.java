package dev.approvalcopilot.approval.absence;

import dev.approvalcopilot.approval.identity.ApiCaller;
import dev.approvalcopilot.approval.waiting.Absence;
import dev.approvalcopilot.approval.waiting.Absences;
import dev.approvalcopilot.contracts.event.BodyLimits;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The caller's own absence over HTTP. */
@Path("/api/absence")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Settings")
public class AbsenceResource {
    private final Leave leave;
    private final Absences absences;
    private final ApiCaller caller;

    AbsenceResource(Leave leave, Absences absences, ApiCaller caller) {
        this.leave = leave;
        this.absences = absences;
        this.caller = caller;
    }

    /**
     * @param from RFC 3339
     * @param until RFC 3339, in the future, at most a year after {@code from}
     * @param note for others; may be left out
     */
    public record AbsenceRequest(
            @NotNull Instant from,
            @NotNull Instant until,
            @Schema(maxLength = BodyLimits.ABSENCE_NOTE) String note) {}

    /** The members but {@code planned} are absent where there is none. @param planned whether one is set that is not over */
    public record AbsenceView(
            boolean planned,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String note) {
        static AbsenceView of(Absence absence) {
            return new AbsenceView(true, absence.from(), absence.until(), absence.note());
        }
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "getAbsence", summary = "When you are out of office")
    @APIResponse(responseCode = "200", description = "What you have said, unless it is over")
    public AbsenceView get() {
        return absences.of(caller.with(ApiCaller.READ).sub())
                .map(AbsenceView::of)
                .orElseGet(() -> new AbsenceView(false, null, null, null));
    }

    @PUT
    @RunOnVirtualThread
    @Operation(
            operationId = "setAbsence",
            summary = "Say when you are out of office",
            description = "Meanwhile actions that a policy passes on after a time are passed on at once, and others see"
                    + " that you are away. Nothing is decided by it.")
    @APIResponse(responseCode = "200", description = "It stands, in the place of what you said before")
    @APIResponse(responseCode = "400", description = "absence_invalid")
    @APIResponse(responseCode = "403", description = "insufficient_scope, not_an_approver_client")
    public AbsenceView put(@NotNull @Valid AbsenceRequest request) {
        var person = caller.with(ApiCaller.DECIDE);
        return AbsenceView.of(
                leave.set(person, request.from(), request.until(), Objects.requireNonNullElse(request.note(), "")));
    }

    @DELETE
    @RunOnVirtualThread
    @Operation(operationId = "endAbsence", summary = "You are back", description = "No error where you were not away.")
    @APIResponse(responseCode = "204", description = "You are not out of office")
    @APIResponse(responseCode = "403", description = "insufficient_scope, not_an_approver_client")
    public void delete() {
        leave.end(caller.with(ApiCaller.DECIDE));
    }
}

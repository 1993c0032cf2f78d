package dev.approvalcopilot.approval.page.absence;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.absence.Leave;
import dev.approvalcopilot.approval.page.Notice;
import dev.approvalcopilot.approval.page.PageRoute;
import dev.approvalcopilot.approval.page.SignedIn;
import dev.approvalcopilot.approval.page.settings.SettingsPage;
import dev.approvalcopilot.approval.page.settings.SettingsSection.Place;
import dev.approvalcopilot.approval.waiting.WallClock;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The forms of the section. */
@Path("/settings/absence")
@Authenticated
@PageRoute
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
public class AbsenceForms {
    private final Leave leave;
    private final SettingsPage settings;
    private final SignedIn person;
    private final ZoneId zone;

    AbsenceForms(Leave leave, SettingsPage settings, SignedIn person, ApprovalConfig config) {
        this.leave = leave;
        this.settings = settings;
        this.person = person;
        this.zone = config.workingHours().zone();
    }

    /** @param from date and time without a zone; empty for now */
    @POST
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response set(
            @FormParam("from") @DefaultValue("") String from,
            @FormParam("until") @DefaultValue("") String until,
            @FormParam("note") @DefaultValue("") String note) {
        try {
            leave.set(person.caller(), from.isEmpty() ? Instant.now() : at(from), at(until), note);
            return back();
        } catch (DateTimeException e) {
            return again("Both times are a date and a time of day.", from, until, note);
        } catch (ProblemException e) {
            if (e.problem() != ApprovalProblem.ABSENCE_INVALID) {
                throw e;
            }
            return again(e.detail(), from, until, note);
        }
    }

    @POST
    @Path("/end")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response end() {
        leave.end(person.caller());
        return back();
    }

    private Response again(String why, String from, String until, String note) {
        var typed = new AbsenceView(false, false, from, until, note, zone.getId());
        return settings.again(
                Response.Status.BAD_REQUEST.getStatusCode(),
                new Notice(ApprovalProblem.ABSENCE_INVALID.title(), why, "absence-until"),
                Place.ABSENCE,
                Templates.section(typed));
    }

    private Instant at(String local) {
        return WallClock.first(LocalDateTime.parse(local), zone);
    }

    private static Response back() {
        return Response.seeOther(URI.create("/settings#" + Place.ABSENCE.anchor()))
                .build();
    }
}

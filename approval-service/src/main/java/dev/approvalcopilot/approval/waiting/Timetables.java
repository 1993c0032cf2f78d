package dev.approvalcopilot.approval.waiting;

import static dev.approvalcopilot.approval.ApprovalConfig.BEFORE_ANY_WORK;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Makes a {@link Timetable} by this installation's hours. Hours that are none stop the start. */
@Startup(BEFORE_ANY_WORK)
@ApplicationScoped
public class Timetables {
    private final WorkingHours hours;
    private final ApprovalConfig.Expiry expiry;

    Timetables(ApprovalConfig config) {
        var configured = config.workingHours();
        this.hours = new WorkingHours(configured.zone(), configured.days(), configured.from(), configured.to());
        this.expiry = config.expiry();
    }

    public Timetable of(Obligations asked, Instant now) {
        return Timetable.of(asked, now, hours, expiry.byDefault(), expiry.longest());
    }
}

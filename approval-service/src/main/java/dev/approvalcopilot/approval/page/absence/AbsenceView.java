package dev.approvalcopilot.approval.page.absence;

import dev.approvalcopilot.approval.waiting.Absence;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * What the form shows.
 *
 * @param set whether one is set that is not over
 * @param away whether the person is away right now
 * @param from as a browser's field for date and time writes it; empty for nothing
 * @param until the same
 * @param note as text
 * @param zone of both
 */
public record AbsenceView(boolean set, boolean away, String from, String until, String note, String zone) {
    static AbsenceView none(ZoneId zone) {
        return new AbsenceView(false, false, "", "", "", zone.getId());
    }

    static AbsenceView of(Absence absence, ZoneId zone, Instant now) {
        return new AbsenceView(
                true,
                absence.covers(now),
                local(absence.from(), zone),
                local(absence.until(), zone),
                absence.note(),
                zone.getId());
    }

    private static String local(Instant at, ZoneId zone) {
        return LocalDateTime.ofInstant(at, zone).truncatedTo(ChronoUnit.MINUTES).toString();
    }
}

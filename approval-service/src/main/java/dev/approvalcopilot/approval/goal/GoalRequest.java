package dev.approvalcopilot.approval.goal;

import dev.approvalcopilot.contracts.event.BodyLimits;
import dev.approvalcopilot.contracts.event.Whereabouts;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person wants done. */
@Schema(name = "GoalRequest", description = "What you want done.")
public record GoalRequest(
        @Schema(
                description = "The goal in plain words, at most 4000 characters.",
                examples = "Tell #general that the office closes at noon.",
                required = true,
                maxLength = BodyLimits.GOAL)
        String goal,

        @Schema(
                description =
                        "IANA name of the time zone in which the goal's times are meant; without it the installation's.",
                examples = "Europe/Berlin")
        @Size(max = BodyLimits.TIME_ZONE)
        String timeZone,

        @Schema(description = "BCP 47 tag of your language; without it the installation's.", examples = "de-DE")
        @Size(max = BodyLimits.LOCALE)
        String locale) {

    /** @throws ProblemException if it names something that does not exist */
    Whereabouts whereabouts() {
        if (timeZone != null && !Whereabouts.isTimeZone(timeZone)) {
            throw new ProblemException(
                    CommonProblem.INVALID_REQUEST, "timeZone must be an IANA name, such as Europe/Berlin.");
        }
        if (locale != null && !Whereabouts.isLocale(locale)) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "locale must be a BCP 47 tag, such as de-DE.");
        }
        return new Whereabouts(timeZone, locale);
    }

    /** Without the goal, so that it may be logged. */
    @Override
    public String toString() {
        return "GoalRequest[]";
    }
}

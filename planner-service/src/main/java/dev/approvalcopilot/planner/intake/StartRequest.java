package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.contracts.event.BodyLimits;
import dev.approvalcopilot.contracts.event.Whereabouts;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person wants done. */
@Schema(name = "StartRun", description = "What a person wants done.")
public record StartRequest(
        @Schema(
                description = "The goal in plain words.",
                examples = "Look at the open issues of acme/website and tell #releases how many there are.",
                required = true)
        @NotBlank
        @Size(max = BodyLimits.GOAL)
        String goal,

        @Schema(
                description =
                        "IANA name of the time zone in which the goal's times are meant; without it the token's, or the installation's.",
                examples = "Europe/Berlin")
        @Size(max = BodyLimits.TIME_ZONE)
        String timeZone,

        @Schema(
                description = "BCP 47 tag of the person's language; without it the token's, or the installation's.",
                examples = "de-DE")
        @Size(max = BodyLimits.LOCALE)
        String locale) {

    /**
     * What the request says of the person, else the token's claims (OIDC Core section 5.1).
     *
     * @throws ProblemException if the request names something that does not exist; a claim that does is passed over
     */
    Whereabouts whereabouts(Caller caller) {
        if (timeZone != null && !Whereabouts.isTimeZone(timeZone)) {
            throw new ProblemException(
                    CommonProblem.INVALID_REQUEST, "timeZone must be an IANA name, such as Europe/Berlin.");
        }
        if (locale != null && !Whereabouts.isLocale(locale)) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "locale must be a BCP 47 tag, such as de-DE.");
        }
        return new Whereabouts(timeZone, locale)
                .or(Whereabouts.existing(
                        caller.claim("zoneinfo").orElse(null),
                        caller.claim("locale").orElse(null)));
    }

    /** Without the goal, so that it may be logged. */
    @Override
    public String toString() {
        return "StartRequest[]";
    }
}

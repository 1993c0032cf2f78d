package dev.approvalcopilot.planner.run;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a run failed, as the API and the feed show it. */
@Schema(name = "Failure", description = "Why a run failed.")
public record FailureView(
        @Schema(description = "Stable code.", examples = "model_unreachable")
        String code,

        @Schema(description = "For people.") String text) {

    public static FailureView of(FailureCode failure) {
        return new FailureView(failure.code(), failure.text());
    }
}

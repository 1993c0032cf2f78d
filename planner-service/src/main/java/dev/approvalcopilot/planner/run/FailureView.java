package dev.approvalcopilot.planner.run;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a run failed, as the API and the feed show it. */
@Schema(name = "Failure", description = "Why a run failed.")
public record FailureView(
        @Schema(description = "Stable code.", examples = "model_unreachable")
        String code,

        @Schema(description = "For people.") String text) {

    /** @param words beside the code's; may be null */
    public static FailureView of(FailureCode failure, String words) {
        return new FailureView(failure.code(), words == null ? failure.text() : failure.text() + " " + words);
    }
}

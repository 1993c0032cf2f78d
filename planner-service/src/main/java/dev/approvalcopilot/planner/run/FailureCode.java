package dev.approvalcopilot.planner.run;

import java.util.Locale;

/** Why a run failed, with the text for people. */
public enum FailureCode {
    MODEL_UNREACHABLE("The model could not be reached, or kept failing. Nothing that was proposed is lost."),
    MODEL_REFUSED("The model's endpoint refused the request, and would refuse it again."),
    MODEL_UNUSABLE("The model's endpoint kept answering with what is no answer of a model."),
    ANSWER_CUT_SHORT("The model's answer was cut short twice. Nothing was proposed from half an answer."),
    ANSWER_FILTERED("A filter at the model's endpoint withheld the answer twice."),
    EMPTY_ANSWER("The model answered three times neither with an action nor with a text."),
    REPEATED_MISTAKE("The model kept making the same mistake, so the run was ended."),
    TOO_MANY_TURNS("The run used all its turns without coming to an end."),
    TOO_MANY_RUNS("Too many runs of this person were open when this one was asked for. Wait for one, or cancel one."),
    INTERNAL_ERROR("The planner could not go on with this run. Its log says why.");

    private final String text;

    FailureCode(String text) {
        this.text = text;
    }

    /** Stable, snake_case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String text() {
        return text;
    }
}

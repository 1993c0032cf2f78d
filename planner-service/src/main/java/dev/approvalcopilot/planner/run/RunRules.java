package dev.approvalcopilot.planner.run;

/** How a run moves. Pure; who calls it holds the run's row lock. */
public final class RunRules {

    /** What follows for the run. */
    public enum Next {
        /** Nothing changes. */
        STAY,
        /** Actions are open: wait for their outcomes. */
        WAIT,
        /** Every call has an outcome: ask the model. */
        THINK,
        /** It was asked to stop and nothing is open any more. */
        CANCEL
    }

    /** What a request to cancel means. */
    public enum CancelAnswer {
        /** Nothing is open: cancelled at once. */
        CANCELLED,
        /** Open actions are settled first. */
        ASKED,
        /** It was asked before, or has already been cancelled: the same answer again. */
        ALREADY_ASKED,
        /** It ended in another way. */
        TOO_LATE
    }

    private RunRules() {}

    /** After an answer of the model with tool calls, of which some may be open. */
    public static Next afterTurn(boolean openActions) {
        return openActions ? Next.WAIT : Next.THINK;
    }

    /** After one action got an outcome. */
    public static Next afterOutcome(RunStatus status, boolean cancelAsked, boolean openActions) {
        if (status != RunStatus.WAITING || openActions) {
            return Next.STAY;
        }
        return cancelAsked ? Next.CANCEL : Next.THINK;
    }

    /** When somebody asks to cancel. */
    public static CancelAnswer onCancel(RunStatus status, boolean cancelAsked, boolean openActions) {
        return switch (status) {
            case CANCELLED -> CancelAnswer.ALREADY_ASKED;
            case COMPLETED, FAILED -> CancelAnswer.TOO_LATE;
            case THINKING, WAITING -> {
                if (cancelAsked) {
                    yield CancelAnswer.ALREADY_ASKED;
                }
                yield openActions ? CancelAnswer.ASKED : CancelAnswer.CANCELLED;
            }
        };
    }
}

package dev.approvalcopilot.local.demo;

/** The headings of the story, in their order. */
public enum Chapter {
    GOAL("Goal"),
    PLAN("Plan"),
    DECISION("Decision"),
    STEP_UP("Step-up"),
    OUTCOME("Outcome"),
    PROOF("Proof");

    private final String heading;

    Chapter(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }
}

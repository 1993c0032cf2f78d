package dev.approvalcopilot.local.bench;

/** What happens in the life of an action, in this order, each by the wall clock of this one machine. */
enum Moment {
    STARTED("goal sent"),
    PROPOSED("proposed"),
    CLASSIFIED("classified"),
    PENDING("pending"),
    SEEN("seen as pending"),
    SENT("decision sent"),
    APPROVED("approved"),
    ANSWERED("decision answered"),
    DISPATCHING("dispatched"),
    ARRIVED("request at the provider"),
    SUCCEEDED("succeeded"),
    ENDED("end of the run seen");

    private final String words;

    Moment(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}

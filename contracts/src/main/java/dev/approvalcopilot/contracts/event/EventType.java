package dev.approvalcopilot.contracts.event;

import java.util.Optional;
import java.util.stream.Stream;

/** The CloudEvents {@code type} of each event, with its record and its topic (null: one topic a service). */
public enum EventType {
    RUN_REQUESTED("run.requested.v1", RunRequested.class, Topic.RUNS_REQUESTED),
    RUN_CANCEL_REQUESTED("run.cancel-requested.v1", RunCancelRequested.class, Topic.RUNS_REQUESTED),
    RUN_CHANGED("run.changed.v1", RunChanged.class, Topic.RUNS_CHANGED),
    ACTION_PROPOSED("action.proposed.v1", ActionProposed.class, Topic.ACTIONS_PROPOSED),
    ACTION_EDITED("action.edited.v1", ActionEdited.class, Topic.ACTIONS_EDITED),
    ACTION_CLASSIFIED("action.classified.v1", ActionClassified.class, Topic.ACTIONS_CLASSIFIED),
    POLICIES_IN_FORCE("policies.in-force.v1", PoliciesInForce.class, Topic.ACTIONS_CLASSIFIED),
    ACTION_PENDING("action.pending.v1", ActionDecided.Pending.class, Topic.ACTIONS_DECIDED),
    ACTION_APPROVED("action.approved.v1", ActionDecided.Approved.class, Topic.ACTIONS_DECIDED),
    ACTION_REJECTED("action.rejected.v1", ActionDecided.Rejected.class, Topic.ACTIONS_DECIDED),
    ACTION_EXPIRED("action.expired.v1", ActionDecided.Expired.class, Topic.ACTIONS_DECIDED),
    ACTION_CANCELLED("action.cancelled.v1", ActionDecided.Cancelled.class, Topic.ACTIONS_DECIDED),
    ACTION_SUPERSEDED("action.superseded.v1", ActionDecided.Superseded.class, Topic.ACTIONS_DECIDED),
    ACTION_RECONCILED("action.reconciled.v1", ActionDecided.Reconciled.class, Topic.ACTIONS_DECIDED),
    ACTION_OUTCOME_MISSING("action.outcome-missing.v1", ActionDecided.OutcomeMissing.class, Topic.ACTIONS_DECIDED),
    ACTION_APPROVAL_GIVEN("action.approval-given.v1", ActionDecided.ApprovalGiven.class, Topic.ACTIONS_DECIDED),
    ACTION_CLAIMED("action.claimed.v1", ActionDecided.Claimed.class, Topic.ACTIONS_DECIDED),
    ACTION_RELEASED("action.released.v1", ActionDecided.Released.class, Topic.ACTIONS_DECIDED),
    ACTION_ACCOUNT_CHOSEN("action.account-chosen.v1", ActionDecided.AccountChosen.class, Topic.ACTIONS_DECIDED),
    ACTION_ESCALATED("action.escalated.v1", ActionDecided.Escalated.class, Topic.ACTIONS_DECIDED),
    PERSON_ABSENCE_SET("person.absence-set.v1", PersonChanged.AbsenceSet.class, Topic.PEOPLE_CHANGED),
    PERSON_ABSENCE_ENDED("person.absence-ended.v1", PersonChanged.AbsenceEnded.class, Topic.PEOPLE_CHANGED),
    PERSON_ACCOUNT_CONNECTED("person.account-connected.v1", PersonChanged.AccountConnected.class, Topic.PEOPLE_CHANGED),
    PERSON_ACCOUNT_DISCONNECTED(
            "person.account-disconnected.v1", PersonChanged.AccountDisconnected.class, Topic.PEOPLE_CHANGED),
    PERSON_DELEGATIONS_CHANGED(
            "person.delegations-changed.v1", PersonChanged.DelegationsChanged.class, Topic.PEOPLE_CHANGED),
    PERSON_NOTIFICATIONS_CHOSEN(
            "person.notifications-chosen.v1", PersonChanged.NotificationsChosen.class, Topic.PEOPLE_CHANGED),
    GRANT_ISSUED("grant.issued.v1", GrantIssued.class, Topic.GRANTS_ISSUED),
    ACTION_DISPATCHING("action.dispatching.v1", ActionExecuted.Dispatching.class, Topic.ACTIONS_EXECUTED),
    ACTION_SUCCEEDED("action.succeeded.v1", ActionExecuted.Succeeded.class, Topic.ACTIONS_EXECUTED),
    ACTION_FAILED("action.failed.v1", ActionExecuted.Failed.class, Topic.ACTIONS_EXECUTED),
    ACTION_REFUSED("action.refused.v1", ActionExecuted.Refused.class, Topic.ACTIONS_EXECUTED),
    ACTION_UNKNOWN("action.unknown.v1", ActionExecuted.Unknown.class, Topic.ACTIONS_EXECUTED),
    HALT_CHANGED("halt.changed.v1", HaltChanged.class, Topic.HALTS),
    SECURITY("security.v1", SecurityEvent.class, null),
    DEAD_LETTER("dead-letter.v1", DeadLetter.class, null);

    private static final String PREFIX = "dev.approvalcopilot.";

    private final String type;
    private final Class<? extends Event> record;
    private final Topic topic;

    EventType(String suffix, Class<? extends Event> record, Topic topic) {
        this.type = PREFIX + suffix;
        this.record = record;
        this.topic = topic;
    }

    /** The CloudEvents {@code type} attribute. */
    public String type() {
        return type;
    }

    public Class<? extends Event> record() {
        return record;
    }

    /** Where a service writes this event. */
    public Topic topicFor(Service writer) {
        return switch (this) {
            case SECURITY -> Topic.security(writer);
            case DEAD_LETTER -> Topic.deadLetters(writer);
            default -> topic;
        };
    }

    /** Whether this event may stand on that topic. */
    public boolean standsOn(Topic candidate) {
        return topicFor(candidate.writer()) == candidate;
    }

    public static EventType of(Event event) {
        return Stream.of(values())
                .filter(t -> t.record.isInstance(event))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no type for " + event.getClass()));
    }

    public static Optional<EventType> byName(String type) {
        return Stream.of(values()).filter(t -> t.type.equals(type)).findFirst();
    }
}

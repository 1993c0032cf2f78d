package dev.approvalcopilot.contracts.event;

/** The data of one event. Its CloudEvents attributes travel in Kafka headers; see {@link EventType}. */
public sealed interface Event
        permits RunRequested,
                RunCancelRequested,
                RunChanged,
                ActionProposed,
                ActionEdited,
                ActionClassified,
                PoliciesInForce,
                ActionDecided,
                PersonChanged,
                GrantIssued,
                ActionExecuted,
                HaltChanged,
                SecurityEvent,
                DeadLetter {

    /** The Kafka key and the CloudEvents {@code subject}: what must stay in order among itself. */
    String key();
}

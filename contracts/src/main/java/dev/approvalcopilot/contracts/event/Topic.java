package dev.approvalcopilot.contracts.event;

import static dev.approvalcopilot.contracts.event.Service.APPROVAL;
import static dev.approvalcopilot.contracts.event.Service.AUDIT;
import static dev.approvalcopilot.contracts.event.Service.GATEWAY;
import static dev.approvalcopilot.contracts.event.Service.PLANNER;
import static dev.approvalcopilot.contracts.event.Service.RISK;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Each topic with its one writer and its readers: the access table of the contracts page, from which the broker's ACLs
 * are made. Nobody else may do anything with it, and no service may create, alter or delete topics.
 */
public enum Topic {
    /** A goal that a person typed on the page, and the wish that a run stops; key: run id. */
    RUNS_REQUESTED("runs.requested.v1", APPROVAL, PLANNER, AUDIT),
    /** A run's life; key: run id. */
    RUNS_CHANGED("runs.changed.v1", PLANNER, APPROVAL, AUDIT),
    /** An action as its agent proposed it; key, here and below: action id. */
    ACTIONS_PROPOSED("actions.proposed.v1", PLANNER, RISK, AUDIT),
    /** An action whose arguments a person changed: a new one, in the place of the one that was proposed. */
    ACTIONS_EDITED("actions.edited.v1", APPROVAL, PLANNER, RISK, AUDIT),
    /** The proposal verbatim, with its level. */
    ACTIONS_CLASSIFIED("actions.classified.v1", RISK, APPROVAL, AUDIT),
    /** What became of it before execution, and who had a hand in it. Holds no grant. */
    ACTIONS_DECIDED("actions.decided.v1", APPROVAL, PLANNER, AUDIT),
    /** What people laid down about themselves, and their accounts; key: OIDC {@code sub}. For the audit alone. */
    PEOPLE_CHANGED("people.changed.v1", APPROVAL, AUDIT),
    /** Grants with the bytes they authorise. Not for the operator's eyes. */
    GRANTS_ISSUED("grants.issued.v1", APPROVAL, GATEWAY, AUDIT),
    /** What the gateway did, with the reduced result. */
    ACTIONS_EXECUTED("actions.executed.v1", GATEWAY, PLANNER, APPROVAL, AUDIT),
    /** What operators have halted; key: the halt's scope. Compacted: the latest word on each scope is what counts. */
    HALTS("halts.v1", GATEWAY, PLANNER, APPROVAL, AUDIT),
    SECURITY_PLANNER("security.planner.v1", PLANNER, AUDIT),
    SECURITY_RISK("security.risk.v1", RISK, AUDIT),
    SECURITY_APPROVAL("security.approval.v1", APPROVAL, AUDIT),
    SECURITY_GATEWAY("security.gateway.v1", GATEWAY, AUDIT),
    SECURITY_AUDIT("security.audit.v1", AUDIT, AUDIT),
    DEAD_LETTERS_PLANNER("dead-letters.planner.v1", PLANNER, AUDIT),
    DEAD_LETTERS_RISK("dead-letters.risk.v1", RISK, AUDIT),
    DEAD_LETTERS_APPROVAL("dead-letters.approval.v1", APPROVAL, AUDIT),
    DEAD_LETTERS_GATEWAY("dead-letters.gateway.v1", GATEWAY, AUDIT),
    DEAD_LETTERS_AUDIT("dead-letters.audit.v1", AUDIT, AUDIT);

    /** Reads every topic but {@link #GRANTS_ISSUED}; writes none. */
    public static final String OPERATOR = "operator";

    private final String topicName;
    private final Service writer;
    private final Set<Service> readers;

    Topic(String topicName, Service writer, Service... readers) {
        this.topicName = topicName;
        this.writer = writer;
        this.readers = readers.length == 0 ? Set.of() : Set.copyOf(EnumSet.copyOf(List.of(readers)));
    }

    public String topicName() {
        return topicName;
    }

    public Service writer() {
        return writer;
    }

    public Set<Service> readers() {
        return readers;
    }

    /** Whether the operator principal may read it. */
    public boolean readableByOperator() {
        return this != GRANTS_ISSUED;
    }

    /** Keeps the latest value of a key for good instead of everything for seven days. */
    public boolean compacted() {
        return this == HALTS;
    }

    public int partitions() {
        return this == HALTS || topicName.startsWith("security.") || topicName.startsWith("dead-letters.") ? 1 : 6;
    }

    public static Optional<Topic> byName(String topicName) {
        return Stream.of(values()).filter(t -> t.topicName.equals(topicName)).findFirst();
    }

    /** Where a service reports what looks like an attack. */
    public static Topic security(Service service) {
        return valueOf("SECURITY_" + service.name());
    }

    /** Where a service puts what it cannot read. */
    public static Topic deadLetters(Service service) {
        return valueOf("DEAD_LETTERS_" + service.name());
    }
}

package dev.approvalcopilot.system.crash;

import static dev.approvalcopilot.contracts.event.Service.APPROVAL;
import static dev.approvalcopilot.contracts.event.Service.AUDIT;
import static dev.approvalcopilot.contracts.event.Service.GATEWAY;
import static dev.approvalcopilot.contracts.event.Service.PLANNER;
import static dev.approvalcopilot.contracts.event.Service.RISK;
import static dev.approvalcopilot.system.crash.CrashOrder.At.ENTRY;
import static dev.approvalcopilot.system.crash.CrashOrder.At.RETURN;

import dev.approvalcopilot.contracts.event.Service;
import java.util.Locale;

/** The table of points: the service that dies, and the boundary of the method at which it does. */
enum CrashPoint {
    /** A model's answer is there and nothing of it is written. */
    TURN_ANSWERED(PLANNER, "planner.turn.CommitTurn", "commit", ENTRY),
    /** Turn, steps and proposals are committed; the worker does not know. */
    TURN_COMMITTED(PLANNER, "planner.turn.TakeTurn", "done", ENTRY),
    /** The proposal is in the transaction of its turn. */
    PROPOSAL_IN_OUTBOX(PLANNER, "support.outbox.Outbox", "add", RETURN),
    /** An outcome has moved a step on, and the transaction is open. */
    OUTCOME_APPLIED(PLANNER, "support.inbox.EventConsumer", "handleOnce", RETURN),

    /** A record was fetched. */
    RECORD_RECEIVED(RISK, "support.inbox.EventConsumer", "consume", ENTRY),
    /** The classification is signed and not written. */
    CLASSIFICATION_SIGNED(RISK, "risk.classification.Signer", "sign", RETURN),
    /** Kafka has acknowledged and the row does not say so: it is sent again. */
    SENT_UNMARKED(RISK, "support.outbox.OutboxTable", "markSent", ENTRY),
    /** The row says that it was sent. */
    SENT_MARKED(RISK, "support.outbox.OutboxTable", "markSent", RETURN),

    /** The event's id is in the inbox, in an open transaction. */
    EVENT_NOTED(APPROVAL, "support.inbox.Inbox", "isNew", RETURN),
    /** The person's decision holds the row's lock. */
    DECISION_LOCKED(APPROVAL, "approval.inbox.Approvals", "lockVisibleTo", RETURN),
    /** The grant is signed and nothing is written. */
    GRANT_SIGNED(APPROVAL, "approval.grant.GrantIssuer", "issue", RETURN),
    /** The decision is written with its events, and the transaction is open. */
    DECISION_WRITTEN(APPROVAL, "approval.inbox.Approvals", "decide", RETURN),
    /** The decision is committed; the person gets no answer. */
    DECISION_COMMITTED(APPROVAL, "approval.decision.Decide", "decide", RETURN),
    /** A row of the outbox is about to leave. */
    ROW_SENDING(APPROVAL, "support.outbox.OutboxRelay", "send(Unsent,Queue)", ENTRY),

    /** The action is claimed in an open transaction. */
    CLAIM_WRITTEN(GATEWAY, "gateway.ledger.Ledger", "claim", RETURN),
    /** The claim is committed, the record's offset is not. */
    CLAIM_COMMITTED(GATEWAY, "support.inbox.EventConsumer", "deliver", RETURN),
    /** A worker has leased the row. */
    CLAIM_LEASED(GATEWAY, "gateway.dispatch.Execute", "run", ENTRY),
    /** The provider's token is here, and nothing was sent with it. */
    TOKEN_RECEIVED(GATEWAY, "gateway.dispatch.Prepare", "prepare", RETURN),
    /** DISPATCHING is written in an open transaction. */
    DISPATCH_WRITTEN(GATEWAY, "gateway.ledger.Ledger", "dispatch", RETURN),
    /** DISPATCHING is committed, and not a byte has left. */
    DISPATCH_COMMITTED(GATEWAY, "gateway.dispatch.Settle", "dispatch", RETURN, Left.UNKNOWN_WITHOUT_EFFECT),
    /** The provider has done it; its answer is not read. */
    SENT_UNANSWERED(GATEWAY, "support.outbound.Outbound", "await", ENTRY, Left.UNKNOWN_WITH_EFFECT) {
        @Override
        String caller() {
            return "dev.approvalcopilot.gateway.call.ProviderCall";
        }
    },
    /** The answer is read, and nothing of it is written. */
    ANSWERED(GATEWAY, "gateway.call.ProviderCall", "send", RETURN, Left.UNKNOWN_WITH_EFFECT),
    /** The outcome is written in an open transaction. */
    OUTCOME_WRITTEN(GATEWAY, "gateway.ledger.Ledger", "end", RETURN, Left.UNKNOWN_WITH_EFFECT),
    /** The outcome is committed, and its event has not left. */
    OUTCOME_COMMITTED(GATEWAY, "gateway.dispatch.Settle", "end", RETURN),

    /** The entry is written in an open transaction. */
    ENTRY_WRITTEN(AUDIT, "audit.entry.Entries", "append", RETURN),
    /** The entry is committed, the record's offset is not: it comes again. */
    ENTRY_COMMITTED(AUDIT, "support.inbox.EventConsumer", "deliver", RETURN);

    /** What the action on which it happens must come to. */
    enum Left {
        /** Done once, and known. */
        SUCCEEDED,
        /** May have happened, and has not. */
        UNKNOWN_WITHOUT_EFFECT,
        /** May have happened, and has, once. */
        UNKNOWN_WITH_EFFECT
    }

    private static final String PACKAGES = "dev.approvalcopilot.";

    private final Service service;
    private final String type;
    private final String method;
    private final CrashOrder.At at;
    private final Left left;

    CrashPoint(Service service, String type, String method, CrashOrder.At at) {
        this(service, type, method, at, Left.SUCCEEDED);
    }

    CrashPoint(Service service, String type, String method, CrashOrder.At at, Left left) {
        this.service = service;
        this.type = type;
        this.method = method;
        this.at = at;
        this.left = left;
    }

    Service service() {
        return service;
    }

    Left left() {
        return left;
    }

    /** The class below whose methods it counts and waits; empty where every hit counts. */
    String caller() {
        return "";
    }

    CrashOrder order() {
        return new CrashOrder(name(), PACKAGES + type, method, at);
    }

    @Override
    public String toString() {
        return service.id() + " " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

package dev.approvalcopilot.approval.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.Reversibility;
import dev.approvalcopilot.contracts.manifest.ScopeMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Reads a row of table {@code approvals}. */
final class ApprovalRow {
    private ApprovalRow() {}

    static Approval read(ResultSet row) throws SQLException {
        var bytes = CanonicalBytes.received(row.getBytes("action"));
        return new Approval(
                row.getObject("id", UUID.class),
                new Digest(row.getString("digest")),
                bytes,
                Action.read(bytes),
                RiskLevel.valueOf(row.getString("level")),
                new Digest(row.getString("policy")),
                row.getString("classification"),
                reasons(row),
                obligations(row),
                row.getString("impact"),
                tool(row),
                row.getString("rationale"),
                json(row.getString("origins"), new TypeReference<Map<String, Origin>>() {}),
                ApprovalState.valueOf(row.getString("state")),
                time(row, "created_at"),
                time(row, "expires_at"),
                decided(row),
                outcome(row),
                reconciliation(row));
    }

    /** A null that an old row may hold is read as an empty text: then no reader has to think of it. */
    private static List<Reason> reasons(ResultSet row) throws SQLException {
        return json(row.getString("reasons"), new TypeReference<List<Reason>>() {}).stream()
                .map(reason -> new Reason(
                        Objects.requireNonNullElse(reason.code(), ""),
                        Objects.requireNonNullElse(reason.text(), ""),
                        Objects.requireNonNullElse(reason.policy(), ""),
                        reason.alternative()))
                .toList();
    }

    /** Without a dwell in an old row, it is zero. */
    static Obligations obligations(ResultSet row) throws SQLException {
        var read = json(row.getString("obligations"), new TypeReference<Obligations>() {});
        return new Obligations(
                read.freshLogin(),
                read.quorum(),
                read.groups(),
                read.expiry(),
                Objects.requireNonNullElse(read.dwell(), Duration.ZERO),
                read.excludesRequester(),
                read.waiting());
    }

    private static ToolFacts tool(ResultSet row) throws SQLException {
        return new ToolFacts(
                row.getString("title"),
                row.getString("sentence"),
                Reversibility.valueOf(row.getString("reversibility")),
                ScopeMode.valueOf(row.getString("scope_mode")),
                json(row.getString("permissions"), new TypeReference<List<String>>() {}),
                row.getString("beyond"));
    }

    private static Decided decided(ResultSet row) throws SQLException {
        var verdict = row.getString("verdict");
        if (verdict == null) {
            return null;
        }
        var at = time(row, "decided_at");
        var by = row.getString("decided_by");
        return switch (ApprovalState.valueOf(verdict)) {
            case APPROVED ->
                new Decided.Approved(
                        by,
                        new Digest(row.getString("view")),
                        row.getString("account"),
                        row.getString("grant_id"),
                        // Approved before the column was there: no grant lived longer.
                        Objects.requireNonNullElse(time(row, "grant_ends_at"), at.plus(GrantClaims.MAX_LIFETIME)),
                        row.getString("decision_key"),
                        at);
            case REJECTED ->
                new Decided.Rejected(
                        by, row.getString("reason"), row.getString("answer"), row.getString("decision_key"), at);
            case SUPERSEDED ->
                new Decided.Superseded(
                        by,
                        row.getObject("successor", UUID.class),
                        new Digest(row.getString("successor_digest")),
                        row.getString("decision_key"),
                        at);
            case EXPIRED -> new Decided.Expired(at);
            case CANCELLED -> new Decided.Cancelled(by, at);
            case PENDING, DISPATCHING, SUCCEEDED, FAILED, REFUSED, UNKNOWN, RECONCILED ->
                throw new SQLException("not a verdict: " + verdict);
        };
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        var dispatchedAt = time(row, "dispatched_at");
        var outcome = row.getString("outcome");
        if (dispatchedAt == null && outcome == null) {
            return null;
        }
        var said = outcome == null ? new Said(null, null, null) : json(outcome, new TypeReference<Said>() {});
        return new Outcome(said.result, said.code, said.detail, dispatchedAt, time(row, "outcome_at"));
    }

    private static Reconciliation reconciliation(ResultSet row) throws SQLException {
        var at = time(row, "settled_at");
        return at == null
                ? null
                : new Reconciliation(
                        row.getBoolean("happened"), row.getString("note"), row.getString("settled_by"), at);
    }

    /** The column {@code outcome}. */
    record Said(JsonNode result, String code, String detail) {}

    private static Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static <T> T json(String text, TypeReference<T> type) throws SQLException {
        try {
            return Json.MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new SQLException("a json column of approvals is not what it should be");
        }
    }

    static String json(Object value) {
        return Json.MAPPER.valueToTree(value).toString();
    }
}

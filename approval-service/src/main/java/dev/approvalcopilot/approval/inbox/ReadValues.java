package dev.approvalcopilot.approval.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.approval.inbox.ActionDetail.Expected;
import dev.approvalcopilot.approval.tool.InstalledTools;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Precondition;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * What the gateway will read again just before the call, and where the expected value was read before. That is searched for in
 * the results that this service keeps, not believed from the agent.
 */
@ApplicationScoped
class ReadValues {
    private static final int MAX_RESULTS = 20;

    private final Jdbi jdbi;
    private final InstalledTools tools;

    /** An earlier action of the run, and what the provider answered. */
    private record Source(UUID id, String sentence, JsonNode outcome, Instant at) {}

    ReadValues(Jdbi jdbi, InstalledTools tools) {
        this.jdbi = jdbi;
        this.tools = tools;
    }

    /** Empty as well where the tool is no longer what the action knew: the gateway refuses then. */
    List<Expected> of(Approval approval) {
        var action = approval.action();
        var preconditions = tools.find(action.tool())
                .filter(tool -> tool.digest().equals(action.manifest()))
                .map(tool -> tool.manifest().preconditions())
                .orElse(List.of());
        if (preconditions.isEmpty()) {
            return List.of();
        }
        var sources = sources(approval);
        return preconditions.stream()
                .map(precondition -> expected(precondition, approval, sources))
                .toList();
    }

    private static Expected expected(Precondition precondition, Approval approval, List<Source> sources) {
        var argument = precondition.equals().substring(1, precondition.equals().length() - 1);
        var value = approval.action().arguments().path(argument);
        var source = sources.stream().filter(one -> holds(one.outcome, value)).findFirst();
        return new Expected(
                precondition.what(),
                argument,
                value.asText(),
                source.map(Source::id).orElse(null),
                source.map(Source::sentence).orElse(null),
                source.map(Source::at).orElse(null));
    }

    /** The latest first. */
    private List<Source> sources(Approval approval) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, sentence, outcome, outcome_at from approvals
                        where run = :run and principal = :principal and state = 'SUCCEEDED'
                          and outcome_at <= :createdAt and outcome is not null
                        order by outcome_at desc limit :limit""")
                .bind("run", approval.action().run())
                .bind("principal", approval.action().principal())
                .bind("createdAt", approval.createdAt())
                .bind("limit", MAX_RESULTS)
                .map((row, _) -> new Source(
                        row.getObject("id", UUID.class),
                        row.getString("sentence"),
                        result(row.getString("outcome")),
                        row.getObject("outcome_at", OffsetDateTime.class).toInstant()))
                .list());
    }

    private static JsonNode result(String outcome) {
        try {
            return Json.MAPPER.readTree(outcome).path("result");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column of approvals is no JSON", e);
        }
    }

    /** Whether the value stands somewhere in the result, whole: a part of a longer text is not what was read. */
    private static boolean holds(JsonNode result, JsonNode value) {
        if (result.isContainerNode()) {
            for (var child : result) {
                if (holds(child, value)) {
                    return true;
                }
            }
            return false;
        }
        return !value.isMissingNode() && !value.isNull() && result.asText().equals(value.asText());
    }
}

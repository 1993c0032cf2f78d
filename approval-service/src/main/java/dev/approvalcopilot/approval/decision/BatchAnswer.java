package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.support.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** @param results one a decision, in their order */
public record BatchAnswer(List<Result> results) {
    private static final int OK = 200;

    public BatchAnswer {
        results = List.copyOf(results);
    }

    /**
     * @param status what the decision alone would have been answered with
     * @param decision what stands now; absent unless the status is 200
     * @param problem as RFC 9457 says it; absent when the status is 200
     */
    @Schema(name = "BatchResult")
    public record Result(
            UUID id,
            @Schema(examples = "200") int status,
            @Nullable DecisionAnswer decision,
            @Nullable Map<String, Object> problem) {
        static Result of(UUID id, DecisionAnswer decision) {
            return new Result(id, OK, decision, null);
        }

        static Result of(UUID id, ProblemException refusal) {
            var document = new LinkedHashMap<String, Object>();
            document.put(
                    "type", "urn:approval-copilot:problem:" + refusal.problem().code());
            document.put("title", refusal.problem().title());
            document.put("detail", refusal.detail());
            document.putAll(refusal.members());
            return new Result(id, refusal.problem().status(), null, document);
        }
    }
}

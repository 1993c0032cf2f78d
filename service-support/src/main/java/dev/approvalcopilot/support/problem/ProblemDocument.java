package dev.approvalcopilot.support.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.support.correlation.Correlation;
import java.util.LinkedHashMap;
import java.util.Map;

/** The written form of a problem (RFC 9457), with the correlation id under which the logs tell more. */
public final class ProblemDocument {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:approval-copilot:problem:";

    private ProblemDocument() {}

    /** For an edge that no mapper stands behind; with the correlation id of the current thread's work. */
    public static String of(ProblemException problem) {
        return write(problem.problem(), problem.detail(), problem.members(), Correlation.current());
    }

    /** {@code urn:approval-copilot:problem:CODE}. */
    public static String typeOf(Problem problem) {
        return TYPE_PREFIX + problem.code();
    }

    /** Members of its own never replace the standard ones. */
    static String write(Problem problem, String detail, Map<String, Object> members, String correlationId) {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", typeOf(problem));
        document.put("title", problem.title());
        document.put("status", problem.status());
        document.put("detail", detail);
        document.put("correlation_id", correlationId);
        members.forEach(document::putIfAbsent);
        try {
            return Json.MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a member of problem " + problem.code() + " is not JSON", e);
        }
    }
}

package dev.approvalcopilot.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.local.testing.LocalStackResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What really happened at the providers, and what shall go wrong there. */
public final class Providers {

    private final String address = LocalStackResource.installation().address(Part.PROVIDERS) + "/__local/";

    public void reset() {
        Wire.post(address + "reset", Map.of());
    }

    public List<JsonNode> effects() {
        return Wire.get(address + "effects").path("effects").valueStream().toList();
    }

    public List<JsonNode> calls() {
        return Wire.get(address + "calls").path("calls").valueStream().toList();
    }

    /** The next calls get this status, and nothing is applied. */
    public void answer(int status, int times) {
        order(Map.of("kind", "STATUS", "status", status), times);
    }

    /** The next calls are applied and get no answer. */
    public void dropAfterApplying(int times) {
        order(Map.of("kind", "DROP_AFTER_APPLY"), times);
    }

    /** The next calls get no answer, and nothing is applied. */
    public void drop(int times) {
        order(Map.of("kind", "DROP_BEFORE_APPLY"), times);
    }

    /** The next call is applied and answered late. */
    public void wait(int millis) {
        order(Map.of("kind", "SLOW", "millis", millis), 1);
    }

    /** The same for calls of one method alone. */
    public void dropAfterApplying(String method, int times) {
        order(Map.of("kind", "DROP_AFTER_APPLY"), Map.of("method", method), times);
    }

    public void drop(String method, int times) {
        order(Map.of("kind", "DROP_BEFORE_APPLY"), Map.of("method", method), times);
    }

    public void answer(String method, int status, int times) {
        order(Map.of("kind", "STATUS", "status", status), Map.of("method", method), times);
    }

    /** The next call of that method gets this answer. @param applied whether it has its effect first */
    public void say(String method, boolean applied, int status, Map<String, String> headers, Object body, int times) {
        var answer = Map.of("kind", "ANSWER", "applied", applied, "status", status, "headers", headers, "body", body);
        order(answer, Map.of("method", method), times);
    }

    /** Slack's no: an answer with status 200. */
    public void slackSays(String method, boolean applied, String error, int times) {
        say(method, applied, 200, Map.of(), Map.of("ok", false, "error", error), times);
    }

    /** Somebody else pushes to a repository and, if the number is one's, to the branch of a pull request. */
    public void push(String repo, int pullRequest) {
        Wire.post(address + "push", Map.of("owner", "octo", "repo", repo, "pull_number", pullRequest));
    }

    private void order(Map<String, Object> fault, int times) {
        order(fault, Map.of(), times);
    }

    private void order(Map<String, Object> fault, Map<String, String> match, int times) {
        var order = new HashMap<>(fault);
        order.put("match", match);
        order.put("times", times);
        Wire.post(address + "faults", order);
    }
}

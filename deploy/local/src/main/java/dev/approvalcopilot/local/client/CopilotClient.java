package dev.approvalcopilot.local.client;

import static dev.approvalcopilot.local.auth0.LocalTenant.APPROVAL;
import static dev.approvalcopilot.local.auth0.LocalTenant.AUDIT;
import static dev.approvalcopilot.local.auth0.LocalTenant.PLANNER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.stack.Installation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** What a person can do with the product, over its three HTTP APIs. Safe for several threads. */
public final class CopilotClient {
    private static final int PAGE = 100;
    private static final Duration LONGEST_READING = Duration.ofMinutes(1);

    private final Api planner;
    private final Api approval;
    private final Api audit;

    /** With tokens that come from anywhere. */
    public CopilotClient(Installation installation, Bearer bearer) {
        this(installation, bearer, _ -> {});
    }

    /** @param heard gets every answer, head and body, except streams; from several threads */
    public CopilotClient(Installation installation, Bearer bearer, Consumer<String> heard) {
        this.planner = new Api(
                installation.address(Service.PLANNER), () -> bearer.token(PLANNER, "runs:read runs:write"), heard);
        this.approval = new Api(
                installation.address(Service.APPROVAL),
                () -> bearer.token(APPROVAL, "actions:read actions:decide"),
                heard);
        this.audit = new Api(installation.address(Service.AUDIT), () -> bearer.token(AUDIT, "audit:read"), heard);
    }

    /** As a person of the local tenant. Logs in when a token is first needed. */
    public static CopilotClient login(Installation installation, String name) {
        return new CopilotClient(installation, Person.of(installation, name));
    }

    public Run startRun(String goal) {
        return planner.post("/api/runs", Map.of("goal", goal), Map.of(), Run.class);
    }

    public Run run(UUID id) {
        return planner.get("/api/runs/" + id, Run.class);
    }

    /** Newest first, without steps; the first hundred. */
    public List<Run> runs() {
        return planner.get("/api/runs?limit=" + PAGE, Runs.class).runs();
    }

    private record Runs(List<Run> runs) {}

    public Run cancel(UUID run) {
        return planner.post("/api/runs/" + run + "/cancel", Map.of(), Map.of(), Run.class);
    }

    /** Everything that happened in a run so far, and what comes. */
    public EventStream followRun(UUID run) {
        return EventStream.open(last -> planner.open("/api/runs/" + run + "/events", last), "");
    }

    public Action action(UUID id) {
        return approval.get("/api/actions/" + id, Action.class);
    }

    /** Those of a run in the order in which they were proposed. */
    public List<ActionRow> actionsOf(UUID run) {
        return rows("run=" + run).reversed();
    }

    /** Those that wait for a decision. */
    public List<ActionRow> pending() {
        return rows("state=PENDING");
    }

    /** One page of the list. @param query as in {@code GET /api/actions} */
    public ActionRow.Page page(String query) {
        return approval.get("/api/actions?" + query, ActionRow.Page.class);
    }

    /** How many kinds of actions wait many times. */
    public int floods() {
        return approval.get("/api/actions/floods", Floods.class).floods().size();
    }

    private record Floods(List<JsonNode> floods) {}

    private List<ActionRow> rows(String filter) {
        var rows = new ArrayList<ActionRow>();
        var cursor = "";
        while (cursor != null) {
            var page = approval.get("/api/actions?limit=" + PAGE + "&" + filter + cursor, ActionRow.Page.class);
            rows.addAll(page.actions());
            cursor = page.next() == null ? null : "&cursor=" + page.next();
        }
        return rows;
    }

    /** The changes of this person's actions from now on. The first event, {@code open}, says that it listens. */
    public EventStream followActions() {
        return EventStream.open(last -> approval.open("/api/actions/stream", last), "");
    }

    /** Approves what was shown, as soon as it has stood before the person for as long as it wants to be read. */
    public Verdict approve(Action shown) {
        var verdict = decide(shown, "approve", null);
        return verdict instanceof Verdict.Declined(var problem)
                        && problem.code().equals("too_soon")
                ? approveAfter(
                        Duration.ofSeconds(
                                problem.members().path("remaining_seconds").asLong()),
                        shown)
                : verdict;
    }

    private Verdict approveAfter(Duration reading, Action shown) {
        if (reading.compareTo(LONGEST_READING) > 0) {
            throw new IllegalStateException("it wants to be read for " + reading.toSeconds() + " s");
        }
        try {
            Thread.sleep(reading);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        }
        return decide(shown, "approve", null);
    }

    /** @param reason the agent reads it */
    public Verdict reject(Action shown, String reason) {
        return decide(shown, "reject", reason);
    }

    private Verdict decide(Action shown, String decision, String reason) {
        var body = new LinkedHashMap<String, String>();
        body.put("decision", decision);
        body.put("digest", shown.digest());
        body.put("view", shown.view());
        body.put("reason", reason);
        return decide(shown.id(), body);
    }

    /** Any body, for those who want to be refused. */
    public Verdict decide(UUID action, Map<String, String> body) {
        var path = "/api/actions/" + action + "/decision";
        var answer = approval.postRaw(path, body, Map.of());
        if (answer.statusCode() == 200) {
            return Api.read(path, answer, Verdict.Decided.class);
        }
        var problem = Problem.of(answer);
        return problem.text("step_up_url")
                .<Verdict>map(link -> new Verdict.LoginNeeded(problem.challenge(), URI.create(link)))
                .orElse(new Verdict.Declined(problem));
    }

    /** Changes what was shown. @return the action that takes its place. @throws ApiRefused when nothing was changed */
    public UUID edit(Action shown, JsonNode arguments) {
        var body = Map.of("digest", shown.digest(), "view", shown.view(), "arguments", arguments);
        return approval.post("/api/actions/" + shown.id() + "/edit", body, Map.of(), Edited.class)
                .successor();
    }

    private record Edited(UUID successor) {}

    /**
     * Asks for a change of one's own rules.
     *
     * @param rules {@code limits} or {@code delegations}
     * @return the action that would make it; it shows when it is classified
     * @throws ApiRefused when it says nothing
     */
    public UUID askFor(String rules, JsonNode arguments) {
        return approval.post("/api/" + rules, arguments, Map.of(), AskedFor.class)
                .action();
    }

    /** Asks for the end of one. @param rules as above @param id of the rule */
    public UUID askForEnd(String rules, UUID id) {
        return approval.delete("/api/" + rules + "/" + id, AskedFor.class).action();
    }

    private record AskedFor(UUID action) {}

    /** Those that wait for a group of this person's. */
    public List<ActionRow> pendingOfGroups() {
        return rows("inbox=team&state=PENDING");
    }

    /** Says what became of a call that had no answer. @throws ApiRefused when there is nothing to settle */
    public void reconcile(UUID action, boolean happened, String note) {
        approval.post(
                "/api/actions/" + action + "/reconciliation",
                Map.of("happened", happened, "note", note),
                Map.of(),
                Verdict.Decided.class);
    }

    /** All that this person may see of a run, oldest first. */
    public List<AuditEntry> auditOfRun(UUID run) {
        return audit("run=" + run);
    }

    /** @param filter as in the query of {@code GET /api/audit}; may be empty */
    public List<AuditEntry> audit(String filter) {
        var entries = new ArrayList<AuditEntry>();
        var cursor = "";
        while (cursor != null) {
            var page = audit.get("/api/audit?limit=" + PAGE + "&" + filter + cursor, AuditEntry.Page.class);
            entries.addAll(page.entries());
            cursor = page.more() ? "&cursor=" + page.cursor() : null;
        }
        return entries;
    }

    /** Entries after a number, and what comes. */
    public EventStream followAudit(long after) {
        return EventStream.open(last -> audit.open("/api/audit/stream", last), Long.toString(after));
    }
}

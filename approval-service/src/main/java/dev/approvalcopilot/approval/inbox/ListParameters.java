package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.identity.Agent;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/**
 * What a list is narrowed to, as API and page take it. A parameter without a value is none: forms send all their fields. All
 * methods throw {@link ProblemException} {@code bad_request} for what cannot be read.
 */
public class ListParameters {
    private static final int MAX_WORDS = 200;

    @QueryParam("state")
    @Parameter(
            description = "Any of these states; may stand several times",
            example = "PENDING",
            schema = @Schema(implementation = ApprovalState[].class))
    public List<String> state;

    @QueryParam("q")
    @DefaultValue("")
    @Parameter(
            description =
                    "Parts of words, up to 200 characters: each has to stand in the sentence, the tool's title or the"
                            + " agent's name. Upper and lower case are the same.",
            example = "old-site")
    public String q;

    @QueryParam("level")
    @DefaultValue("")
    @Parameter(description = "Only this level", schema = @Schema(implementation = RiskLevel.class))
    public String level;

    @QueryParam("tool")
    @DefaultValue("")
    @Parameter(description = "Only this tool", example = "slack.post_message")
    public String tool;

    @QueryParam("agent")
    @DefaultValue("")
    @Parameter(description = "Only this agent", example = "planner")
    public String agent;

    @QueryParam("connection")
    @DefaultValue("")
    @Parameter(description = "Only this Auth0 connection", example = "github")
    public String connection;

    @QueryParam("run")
    @DefaultValue("")
    @Parameter(description = "Only this run")
    public String run;

    /** Empty for all. */
    public Set<ApprovalState> states() {
        var states = EnumSet.noneOf(ApprovalState.class);
        for (var name : state == null ? List.<String>of() : state) {
            if (!name.isEmpty()) {
                states.add(state(name));
            }
        }
        return states;
    }

    public Criteria criteria() {
        return new Criteria(
                Criteria.words(readable("q", q, MAX_WORDS)),
                given("level", level).map(ListParameters::level),
                given("tool", tool),
                given("agent", agent),
                given("connection", connection),
                given("run", run).map(ListParameters::run));
    }

    private static Optional<String> given(String name, String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(readable(name, text, Agent.MAX_LENGTH));
    }

    private static String readable(String name, String text, int longest) {
        if (text.length() > longest || !StorableText.holds(text)) {
            throw bad(name + " is longer than " + longest + " characters, or no text");
        }
        return text;
    }

    private static ApprovalState state(String text) {
        try {
            return ApprovalState.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw bad("state is not one of the states");
        }
    }

    private static RiskLevel level(String text) {
        try {
            return RiskLevel.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw bad("level is not one of the levels");
        }
    }

    private static UUID run(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw bad("run is not a UUID");
        }
    }

    /** @param text what came as {@code cursor} or {@code after}; null for the first page */
    public static Optional<Cursor> cursor(String text) {
        return Optional.ofNullable(text)
                .map(written -> Cursor.read(written).orElseThrow(() -> bad("cursor is not one of ours")));
    }

    static ProblemException bad(String detail) {
        return new ProblemException(ApprovalProblem.BAD_REQUEST, detail);
    }
}

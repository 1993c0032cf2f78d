package dev.approvalcopilot.audit.search;

import dev.approvalcopilot.audit.AuditProblem;
import dev.approvalcopilot.audit.entry.Filter;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters as they stand in a query. */
public class FilterParameters {

    private static final int MAX_CHARS = 200;

    @QueryParam("action")
    @Parameter(description = "Id of an action")
    String action;

    @QueryParam("run")
    @Parameter(description = "Id of a run")
    String run;

    @QueryParam("person")
    @Parameter(description = "OIDC sub of the person an agent acted for")
    String person;

    @QueryParam("type")
    @Parameter(description = "CloudEvents type, such as dev.approvalcopilot.action.approved.v1")
    String type;

    @QueryParam("from")
    @Parameter(description = "ISO-8601 with offset: not before")
    String from;

    @QueryParam("to")
    @Parameter(description = "ISO-8601 with offset: before")
    String to;

    /** @throws ProblemException {@code invalid_filter}, naming the filter */
    public Filter filter() {
        return new Filter(
                read("action", action, UUID::fromString),
                read("run", run, UUID::fromString),
                read("person", person, FilterParameters::text),
                read("type", type, FilterParameters::text),
                read("from", from, Instant::parse),
                read("to", to, Instant::parse));
    }

    private static <T> T read(String name, String value, Function<String, T> reader) {
        try {
            return value == null ? null : reader.apply(value);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new ProblemException(
                    AuditProblem.INVALID_FILTER, "The filter " + name + " has not the form it needs.");
        }
    }

    private static String text(String value) {
        if (value.isBlank() || value.length() > MAX_CHARS || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("no name");
        }
        return value;
    }
}

package dev.approvalcopilot.audit.search;

import dev.approvalcopilot.audit.AuditProblem;
import dev.approvalcopilot.audit.entry.Filter;
import dev.approvalcopilot.audit.entry.Names;
import dev.approvalcopilot.contracts.event.EventLimits;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters as they stand in a query. */
public class FilterParameters {

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
        var filter = new Filter(
                read("action", action, UUID::fromString),
                read("run", run, UUID::fromString),
                read("person", person, FilterParameters::name),
                read("type", type, FilterParameters::knownType),
                read("from", from, FilterParameters::time),
                read("to", to, FilterParameters::time));
        if (filter.from() != null && filter.to() != null && !filter.from().isBefore(filter.to())) {
            throw new ProblemException(
                    AuditProblem.INVALID_FILTER, "Nothing can be found: the filter from is not before the filter to.");
        }
        return filter;
    }

    private static Instant time(String value) {
        var time = Instant.parse(value);
        if (!EventLimits.holds(time)) {
            throw new IllegalArgumentException("no event has that time");
        }
        return time;
    }

    private static String knownType(String value) {
        return EventType.byName(value)
                .map(EventType::type)
                .orElseThrow(() -> new ProblemException(
                        AuditProblem.INVALID_FILTER,
                        "No event has that type. There are: "
                                + Stream.of(EventType.values())
                                        .map(EventType::type)
                                        .collect(Collectors.joining(", ")) + "."));
    }

    private static <T> T read(String name, String value, Function<String, T> reader) {
        try {
            return value == null ? null : reader.apply(value);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new ProblemException(
                    AuditProblem.INVALID_FILTER, "The filter " + name + " has not the form it needs.");
        }
    }

    /** Whatever an entry can name, also a forged event's. */
    private static String name(String value) {
        return Names.accepted(value).orElseThrow(() -> new IllegalArgumentException("no name"));
    }
}

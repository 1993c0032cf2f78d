package dev.approvalcopilot.approval.page.own;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The form of a delegation as it was typed: whole days, in UTC. */
public class DelegationFields {
    @FormParam("to")
    @DefaultValue("")
    public String to = "";

    @FormParam("from")
    @DefaultValue("")
    public String from = "";

    @FormParam("until")
    @DefaultValue("")
    public String until = "";

    @FormParam("tools")
    @DefaultValue("")
    public String tools = "";

    /** As the tool takes them; the schema judges. The last day counts whole. */
    ObjectNode arguments() {
        var arguments = Json.MAPPER.createObjectNode();
        if (!to.isBlank()) {
            arguments.put("to", to.strip());
        }
        if (!from.isBlank()) {
            arguments.put("from", startOf(from.strip(), 0));
        }
        if (!until.isBlank()) {
            arguments.put("until", startOf(until.strip(), 1));
        }
        var lines =
                tools.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (!lines.isEmpty()) {
            var array = arguments.putArray("tools");
            lines.forEach(array::add);
        }
        return arguments;
    }

    /** What is no day stays as it is: then the schema says so. */
    private static String startOf(String day, int daysLater) {
        try {
            return LocalDate.parse(day)
                    .plusDays(daysLater)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toString();
        } catch (DateTimeException e) {
            return day;
        }
    }
}

package dev.approvalcopilot.approval.page.own;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import java.math.BigDecimal;

/** The form of a limit as it was typed. What is left empty is not said. */
public class LimitFields {
    @FormParam("agent")
    @DefaultValue("")
    public String agent = "";

    @FormParam("tool")
    @DefaultValue("")
    public String tool = "";

    @FormParam("connection")
    @DefaultValue("")
    public String connection = "";

    @FormParam("argument")
    @DefaultValue("")
    public String argument = "";

    @FormParam("max")
    @DefaultValue("")
    public String max = "";

    @FormParam("allowed")
    @DefaultValue("")
    public String allowed = "";

    /** As the tool takes them; the schema judges. */
    ObjectNode arguments() {
        var arguments = Json.MAPPER.createObjectNode();
        put(arguments, "agent", agent);
        put(arguments, "tool", tool);
        put(arguments, "connection", connection);
        put(arguments, "argument", argument);
        if (!max.isBlank()) {
            number(arguments, max.strip());
        }
        var lines = allowed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (!lines.isEmpty()) {
            var array = arguments.putArray("allowed");
            lines.forEach(array::add);
        }
        return arguments;
    }

    private static void put(ObjectNode arguments, String name, String value) {
        if (!value.isBlank()) {
            arguments.put(name, value.strip());
        }
    }

    /** What is no number stays as it is: then the schema says so. */
    private static void number(ObjectNode arguments, String text) {
        try {
            arguments.put("max", new BigDecimal(text));
        } catch (NumberFormatException e) {
            arguments.put("max", text);
        }
    }
}

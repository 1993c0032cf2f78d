package dev.approvalcopilot.contracts.own;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.identity.Agent;
import dev.approvalcopilot.contracts.identity.Principal;
import dev.approvalcopilot.contracts.manifest.Builtin;
import dev.approvalcopilot.contracts.manifest.Tool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The names in a person's own rule, held against the installed tools and against what people and agents can be called: a rule
 * that names what does not exist would be set and protect nothing.
 */
public final class RuleNames {

    private RuleNames() {}

    /**
     * One line for each name that stands for nothing, as {@link Tool#violations} writes them, with the names that may be meant.
     *
     * @param builtin of the tool that would make the rule
     * @param arguments that fit the tool's schema
     */
    public static List<String> unknown(Builtin builtin, ObjectNode arguments, Collection<Tool> installed) {
        return switch (builtin) {
            case SET_LIMITS -> limit(arguments, installed);
            case DELEGATE -> delegation(arguments, installed);
            case REMOVE_LIMITS, END_DELEGATION -> List.of();
        };
    }

    private static List<String> limit(ObjectNode arguments, Collection<Tool> installed) {
        var problems = new ArrayList<String>();
        var tool = arguments.path("tool").textValue();
        var connection = arguments.path("connection").textValue();
        if (arguments.hasNonNull("agent")) {
            Agent.fault(arguments.path("agent").asText()).ifPresent(fault -> problems.add("/agent: " + fault));
        }
        if (tool != null) {
            tool("/tool", tool, installed).ifPresent(problems::add);
        }
        var connections = installed.stream().map(RuleNames::connection).toList();
        if (connection != null && !connections.contains(connection)) {
            problems.add("/connection: no tool here uses the connection " + connection + "."
                    + meant(connection, connections));
        }
        if (!problems.isEmpty()) {
            return problems;
        }
        var named = installed.stream()
                .filter(one -> tool == null || one.name().equals(tool))
                .filter(one -> connection == null || connection(one).equals(connection))
                .toList();
        if (named.isEmpty()) {
            return List.of("/connection: the tool " + tool + " does not use the connection " + connection
                    + ", so the limit would forbid nothing.");
        }
        argument(arguments.path("argument").textValue(), named).ifPresent(problems::add);
        return problems;
    }

    private static Optional<String> argument(String argument, Collection<Tool> named) {
        var known = new TreeSet<String>();
        named.forEach(tool ->
                tool.manifest().arguments().path("properties").fieldNames().forEachRemaining(known::add));
        return argument == null || known.contains(argument)
                ? Optional.empty()
                : Optional.of("/argument: " + (named.size() == 1 ? "the tool takes" : "these tools take")
                        + " no argument " + argument + "." + meant(argument, known));
    }

    private static List<String> delegation(ObjectNode arguments, Collection<Tool> installed) {
        var problems = new ArrayList<String>();
        Principal.fault(arguments.path("to").textValue()).ifPresent(fault -> problems.add("/to: " + fault));
        var tools = arguments.path("tools");
        for (int i = 0; i < tools.size(); i++) {
            var name = tools.get(i).asText();
            var where = "/tools/" + i;
            tool(where, name, installed)
                    .or(() -> installed.stream()
                            .filter(one ->
                                    one.name().equals(name) && connection(one).equals(OwnRules.CONNECTION))
                            .findFirst()
                            .map(_ -> where + ": nobody else decides about your own rules."))
                    .ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<String> tool(String where, String name, Collection<Tool> installed) {
        var names = installed.stream().map(Tool::name).toList();
        return names.contains(name)
                ? Optional.empty()
                : Optional.of(where + ": there is no tool " + name + " here." + meant(name, names));
    }

    private static String connection(Tool tool) {
        return tool.manifest().connection();
    }

    private static String meant(String written, Collection<String> known) {
        return NearNames.question(NearNames.of(written, known));
    }
}

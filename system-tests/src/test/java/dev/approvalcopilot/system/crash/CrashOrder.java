package dev.approvalcopilot.system.crash;

import java.lang.classfile.MethodModel;
import java.util.stream.Collectors;

/**
 * Where in a service's classes a point lies. One line of a file, for the agent.
 *
 * @param point its name
 * @param type class name with dots
 * @param method name; where the class has several of it, with the simple names of its parameters' types in parentheses
 */
public record CrashOrder(String point, String type, String method, At at) {
    static final String FILE = "orders";

    /** Which boundary of the method. */
    public enum At {
        ENTRY,
        RETURN
    }

    static CrashOrder read(String line) {
        var words = line.split(" ");
        return new CrashOrder(words[0], words[1], words[2], At.valueOf(words[3]));
    }

    String write() {
        return String.join(" ", point, type, method, at.name());
    }

    /** @param name with slashes, as the virtual machine has it */
    boolean isOf(String name) {
        return type.replace('.', '/').equals(name);
    }

    boolean names(MethodModel candidate) {
        var name = candidate.methodName().stringValue();
        return method.equals(name) || method.equals(name + parameters(candidate));
    }

    private static String parameters(MethodModel method) {
        return method.methodTypeSymbol().parameterList().stream()
                .map(parameter -> parameter.displayName().replaceFirst(".*\\$", ""))
                .collect(Collectors.joining(",", "(", ")"));
    }
}

package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.local.stack.Part;
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code ./dev} with an argument before the others: the parts of the stack that {@code up} starts beside the services. */
public final class DevWithParts {
    private DevWithParts() {}

    public static void main(String[] args) {
        var parts = Arrays.stream(args[0].split(",")).map(Part::byId).collect(Collectors.toUnmodifiableSet());
        Dev.run(parts, Arrays.copyOfRange(args, 1, args.length));
    }
}

package dev.approvalcopilot.contracts.identity;

import java.util.Optional;

/**
 * An agent, by its name: {@code planner}, or the id of the client through which an outside agent acts ({@code azp}). Such an id may
 * be an address, as {@code https://agent.acme.test/x}; it has at most 255 printable ASCII characters (RFC 6749, appendix A.1).
 */
public record Agent(String name) {

    /** Characters of a name. */
    public static final int MAX_LENGTH = VisibleName.MAX_LENGTH;

    /** @throws IllegalArgumentException with the words of {@link #fault} */
    public Agent {
        fault(name).ifPresent(words -> {
            throw new IllegalArgumentException(words);
        });
    }

    /** Whether an agent can have that name. */
    public static boolean holds(String name) {
        return fault(name).isEmpty();
    }

    /** What is wrong with a name, in words for people that do not quote it; empty if an agent can have it. */
    public static Optional<String> fault(String name) {
        return VisibleName.fault("The name of an agent (azp)", name);
    }

    @Override
    public String toString() {
        return name;
    }
}

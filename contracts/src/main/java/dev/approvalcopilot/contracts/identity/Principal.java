package dev.approvalcopilot.contracts.identity;

import java.util.Optional;

/**
 * A person, by the id of their login: OIDC {@code sub}, at most 255 printable ASCII characters (OpenID Connect Core, section 2),
 * in Auth0's form {@code provider|id}. The id may hold spaces and further bars: {@code samlp|acme|Jane Doe}. Two ids are the same
 * if every character is.
 */
public record Principal(String sub) {

    /** Characters of a {@code sub}. */
    public static final int MAX_LENGTH = VisibleName.MAX_LENGTH;

    /** How Auth0 names an application that speaks for itself. */
    private static final String APPLICATION = "@clients";

    /** @throws IllegalArgumentException with the words of {@link #fault} */
    public Principal {
        fault(sub).ifPresent(words -> {
            throw new IllegalArgumentException(words);
        });
    }

    /** Whether that is the id of a person's login. */
    public static boolean holds(String sub) {
        return fault(sub).isEmpty();
    }

    /** What is wrong with an id, in words for people that do not quote it; empty if it is a person's. */
    public static Optional<String> fault(String sub) {
        return VisibleName.fault("The id of a login (sub)", sub).or(() -> {
            if (sub.endsWith(APPLICATION)) {
                return Optional.of(
                        "The id of a login (sub) ends with @clients: it is an application's, which speaks for nobody.");
            }
            int bar = sub.indexOf('|');
            return bar > 0 && bar < sub.length() - 1
                    ? Optional.empty()
                    : Optional.of("The id of a login (sub) is not of the form provider|id, as auth0|ada is.");
        });
    }

    @Override
    public String toString() {
        return sub;
    }
}

package dev.approvalcopilot.approval.identity;

import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** A person's groups, as the tenant lists them in a token. They say what a person sees; what counts is in the bound login. */
public final class GroupsClaim {
    /** No policy can ask for a group with a longer name, and no index holds it. */
    private static final int MAX_NAME = 255;

    private GroupsClaim() {}

    /** @param claim as the token has it; what is no list of texts is no group */
    public static Set<String> of(Object claim) {
        return claim instanceof Collection<?> names
                ? names.stream()
                        .map(name -> name instanceof JsonString text ? text.getString() : name)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .filter(name -> name.length() <= MAX_NAME)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}

package dev.approvalcopilot.approval.identity;

import dev.approvalcopilot.approval.ApprovalConfig;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Somebody as Auth0 described them at their latest login to the page.
 *
 * @param sub    OIDC {@code sub}
 * @param name   as the tenant has it, if it says one
 * @param email  only if Auth0 has verified it, and only one that is nothing but an address
 * @param groups the tenant says the person belongs to
 */
public record KnownPerson(String sub, Optional<String> name, Optional<String> email, Set<String> groups) {
    private static final int MAX_EMAIL_LENGTH = 254;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    /** The dot-atom form of RFC 5322 in ASCII: no quotes, comments or display names, and nothing that ends a header. */
    private static final Pattern EMAIL =
            Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

    public KnownPerson {
        groups = Set.copyOf(groups);
    }

    /** @param idToken verified */
    public static KnownPerson of(JsonWebToken idToken, ApprovalConfig config) {
        boolean verified = "true".equals(String.valueOf(idToken.<Object>getClaim("email_verified")));
        return new KnownPerson(
                idToken.getSubject(),
                text(idToken, "name"),
                text(idToken, "email").filter(email -> verified && isAddress(email)),
                GroupsClaim.of(idToken.getClaim(config.groupsClaim())));
    }

    /** As others know them: the address, else the name, else the id. */
    public String shown() {
        return email.or(() -> name).orElse(sub);
    }

    /** Somebody who never signed in here. */
    public static KnownPerson unknown(String sub) {
        return new KnownPerson(sub, Optional.empty(), Optional.empty(), Set.of());
    }

    static boolean isAddress(String text) {
        return text.length() <= MAX_EMAIL_LENGTH && EMAIL.matcher(text).matches();
    }

    private static Optional<String> text(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }
}

package dev.approvalcopilot.local.auth0;

import static dev.approvalcopilot.local.auth0.LocalTenant.AUDIT;
import static dev.approvalcopilot.local.auth0.LocalTenant.GATEWAY;
import static dev.approvalcopilot.local.auth0.LocalTenant.WRITE_HALTS;

import dev.approvalcopilot.local.auth0.User.Account;
import dev.approvalcopilot.local.auth0.User.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The people of the local installation, and what each has connected. */
final class LocalPeople {
    private static final Map<String, List<String>> GROUPS =
            Map.of("bob", List.of("security"), "olga", List.of("operators"));

    private static final Set<String> OPERATORS = Set.of("olga", "otto");

    private static final Instant SEEDED = Instant.parse("2026-11-01T09:00:00Z");

    private LocalPeople() {}

    static List<User> all() {
        return List.of(
                user(
                        "ada",
                        "Ada",
                        "JBSWY3DPEHPK3PXPADA2",
                        true,
                        List.of("github", "sign-in-with-slack", "google-oauth2")),
                user("bob", "Bob", "JBSWY3DPEHPK3PXPBOB3", false, List.of("github", "sign-in-with-slack")),
                user("carol", "Carol", "JBSWY3DPEHPK3PXPCARO", false, List.of()),
                // Two operators: one alone resumes nothing.
                user("olga", "Olga", "JBSWY3DPEHPK3PXPOLGA", false, List.of()),
                user("otto", "Otto", "JBSWY3DPEHPK3PXPOTTO", false, List.of()));
    }

    private static User user(String id, String name, String totpSecret, boolean google, List<String> accounts) {
        var identities = new ArrayList<Identity>();
        identities.add(new Identity("auth0", Connection.DATABASE, id, false));
        if (google) {
            identities.add(new Identity("google-oauth2", "google-oauth2", "1098" + Math.abs(id.hashCode()), true));
        }
        var permissions = OPERATORS.contains(id)
                ? Map.of(AUDIT, List.of("audit:read", "audit:read_all"), GATEWAY, List.of(WRITE_HALTS))
                : Map.of(AUDIT, List.of("audit:read"));
        return new User(
                "auth0|" + id,
                id + "@acme.test",
                name,
                "demo-pass-" + id,
                totpSecret,
                identities,
                permissions,
                GROUPS.getOrDefault(id, List.of()),
                accounts.stream().map(connection -> account(id, connection)).toList());
    }

    /** Its id is the same after each start, since a grant names it. */
    private static Account account(String user, String connection) {
        var id = "cac_"
                + Secrets.sha256(user + " " + connection)
                        .replaceAll("[_-]", "0")
                        .substring(0, 22);
        var scopes = LocalTenant.connections().stream()
                .filter(candidate -> candidate.name().equals(connection))
                .findFirst()
                .map(Connection::scopes)
                .orElseThrow();
        return new Account(id, connection, scopes, SEEDED, true);
    }
}

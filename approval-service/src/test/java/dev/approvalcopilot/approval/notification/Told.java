package dev.approvalcopilot.approval.notification;

import dev.approvalcopilot.approval.identity.KnownPerson;
import dev.approvalcopilot.contracts.Ids;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Somebody of whom no other test knows, as after a login. */
record Told(String sub, String email) {
    static Told somebody() {
        var name = "t" + Ids.random128().replaceAll("[^A-Za-z0-9]", "x").toLowerCase(Locale.ROOT);
        return new Told("auth0|" + name, name + "@acme.test");
    }

    KnownPerson with(String... groups) {
        return new KnownPerson(sub, Optional.of("Somebody"), Optional.of(email), Set.of(groups));
    }

    KnownPerson withoutAddress() {
        return new KnownPerson(sub, Optional.empty(), Optional.empty(), Set.of());
    }
}

package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.auth0.User;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;

/** The short table at the end of {@code up}: where to go, and as whom. */
final class Addresses {
    private Addresses() {}

    static void print(Installation installation, Duration took) throws IOException {
        System.out.println(Terminal.bold("Ready in " + Terminal.seconds(took)));
        row("page", installation.address(Service.APPROVAL) + "/");
        row("agents", installation.address(Service.PLANNER) + "/api/runs");
        row("audit", installation.address(Service.AUDIT) + "/api/audit");
        row("Auth0 (stand-in)", installation.issuer());
        row("tool providers", installation.address(Part.PROVIDERS));
        System.out.println();
        System.out.println(Terminal.bold("Log in as"));
        installation.tenant().users().forEach(Addresses::login);
        row("second factor", "./dev otp NAME, or " + installation.issuer() + "__local/authenticator");
    }

    private static void login(User user) {
        var accounts = user.accounts().stream().map(User.Account::connection).collect(Collectors.joining(", "));
        row(
                user.email(),
                "password %-15s %s"
                        .formatted(
                                user.password(), accounts.isEmpty() ? "nothing connected" : "connected: " + accounts));
    }

    private static void row(String name, String value) {
        System.out.printf("  %-18s %s%n", name, value);
    }
}

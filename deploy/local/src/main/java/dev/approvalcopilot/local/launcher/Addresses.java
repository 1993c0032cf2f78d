package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.Part;
import java.time.Duration;

/** The short table at the end of {@code up}: where to go, and as whom. */
final class Addresses {
    private Addresses() {}

    static void print(Installation installation, Duration took) {
        System.out.println(Terminal.bold("Ready in " + Terminal.seconds(took)));
        row("page", installation.address(Service.APPROVAL) + "/");
        row("agents", installation.address(Service.PLANNER) + "/api/runs");
        row("audit", installation.address(Service.AUDIT) + "/api/audit");
        row("Auth0 (stand-in)", installation.issuer());
        row("tool providers", installation.address(Part.PROVIDERS));
    }

    private static void row(String name, String value) {
        System.out.printf("  %-18s %s%n", name, value);
    }
}

package dev.approvalcopilot.approval.page.accounts;

import dev.approvalcopilot.approval.account.ConnectedAccount;
import dev.approvalcopilot.approval.inbox.Question;
import dev.approvalcopilot.approval.page.Stamp;
import dev.approvalcopilot.approval.tool.ScopeWords;
import dev.approvalcopilot.contracts.manifest.ScopeMode;
import dev.approvalcopilot.contracts.manifest.Tool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One connection that installed tools use, as the page shows it.
 *
 * @param name Auth0's
 * @param provider the name people know
 * @param asked whether the person came for this one
 */
public record ConnectionView(
        String name, String provider, Status status, boolean asked, List<Use> uses, List<AccountView> accounts) {

    /** In the words of the page. */
    public enum Status {
        CONNECTED("connected"),
        SCOPES_MISSING("connected, but without all the rights that the tools need"),
        SEVERAL("several accounts connected"),
        NOT_CONNECTED("not connected"),
        UNKNOWN("not known, because Auth0 does not answer");

        private final String words;

        Status(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * A tool, and what it needs.
     *
     * @param missing whether no connected account has all of it
     */
    public record Use(String tool, List<Right> rights, boolean missing) {}

    /** @param words what it allows; empty where the name says it */
    public record Right(String name, String words) {}

    /** @param since when it was connected; null where Auth0 does not say */
    public record AccountView(String id, Stamp since, List<Right> rights) {}

    public ConnectionView {
        uses = List.copyOf(uses);
        accounts = List.copyOf(accounts);
    }

    /** @param accounts of this connection; empty when Auth0 did not answer */
    static ConnectionView of(
            String name, List<Tool> tools, Optional<List<ConnectedAccount>> accounts, boolean asked, Instant now) {
        var uses = tools.stream()
                .map(tool -> use(tool, accounts.orElse(List.of())))
                .toList();
        return new ConnectionView(
                name,
                Question.provider(name),
                accounts.map(known -> status(known.size(), uses)).orElse(Status.UNKNOWN),
                asked,
                uses,
                accounts.stream()
                        .flatMap(List::stream)
                        .map(account -> new AccountView(
                                account.id(),
                                account.since().map(at -> Stamp.of(at, now)).orElse(null),
                                rights(account.scopes().stream().sorted())))
                        .toList());
    }

    private static Status status(int accounts, List<Use> uses) {
        return switch (accounts) {
            case 0 -> Status.NOT_CONNECTED;
            case 1 -> uses.stream().anyMatch(Use::missing) ? Status.SCOPES_MISSING : Status.CONNECTED;
            default -> Status.SEVERAL;
        };
    }

    private static Use use(Tool tool, List<ConnectedAccount> accounts) {
        var manifest = tool.manifest();
        boolean compared = manifest.scopeMode() != ScopeMode.UNREPORTED;
        var names = compared ? manifest.scopes() : manifest.permissions();
        return new Use(
                manifest.title(),
                rights(names.stream()),
                compared && !accounts.isEmpty() && accounts.stream().noneMatch(account -> covers(account, names)));
    }

    /** Linked identities are listed without scopes: there is nothing to compare then. */
    private static boolean covers(ConnectedAccount account, List<String> scopes) {
        return account.since().isEmpty() && account.scopes().isEmpty()
                || account.scopes().containsAll(Set.copyOf(scopes));
    }

    private static List<Right> rights(Stream<String> names) {
        return names.map(name -> new Right(name, ScopeWords.of(name).orElse("")))
                .toList();
    }

    public boolean connectable() {
        return status == Status.NOT_CONNECTED;
    }

    /** The one account, which another consent could mend. */
    public boolean renewable() {
        return status == Status.CONNECTED || status == Status.SCOPES_MISSING;
    }

    public boolean several() {
        return status == Status.SEVERAL;
    }

    public boolean wanting() {
        return status != Status.CONNECTED;
    }
}

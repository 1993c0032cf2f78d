package dev.approvalcopilot.approval.page.accounts;

import java.util.List;

/**
 * The page of accounts.
 *
 * @param connections those that installed tools use, the one asked for first
 * @param back where the person wants to be after connecting; the page itself by default
 * @param offered whether accounts are connected here at all
 * @param known whether Auth0 answered
 */
public record AccountsView(List<ConnectionView> connections, String back, boolean offered, boolean known) {
    public AccountsView {
        connections = List.copyOf(connections);
    }

    /** Whether the person came from an action. */
    public boolean fromAction() {
        return back.startsWith("/actions/");
    }
}

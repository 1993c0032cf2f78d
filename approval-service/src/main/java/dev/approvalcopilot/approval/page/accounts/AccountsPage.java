package dev.approvalcopilot.approval.page.accounts;

import dev.approvalcopilot.approval.account.ConnectedAccount;
import dev.approvalcopilot.approval.account.ConnectedAccounts;
import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import dev.approvalcopilot.approval.connect.ConnectAccounts;
import dev.approvalcopilot.approval.connect.ConnectStep;
import dev.approvalcopilot.approval.inbox.Question;
import dev.approvalcopilot.approval.page.Frame;
import dev.approvalcopilot.approval.page.Html;
import dev.approvalcopilot.approval.page.Notice;
import dev.approvalcopilot.approval.page.SignedIn;
import dev.approvalcopilot.approval.tool.InstalledTools;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** All connections on one page, alone or with what has to be said first. */
@RequestScoped
class AccountsPage {
    private static final Logger LOG = Logger.getLogger(AccountsPage.class);
    private static final int OK = 200;

    private final ConnectedAccounts accounts;
    private final InstalledTools tools;
    private final ConnectAccounts connecting;
    private final SignedIn person;

    AccountsPage(ConnectedAccounts accounts, InstalledTools tools, ConnectAccounts connecting, SignedIn person) {
        this.accounts = accounts;
        this.tools = tools;
        this.connecting = connecting;
        this.person = person;
    }

    /** @param asked the connection that the person came for; empty for none */
    Response show(String asked, String back) {
        return page(OK, List.of(), asked, back);
    }

    Response afterConnecting(String connection) {
        var provider = Question.provider(connection);
        return page(
                OK,
                List.of(Notice.of(
                        "You are back from " + provider,
                        "Below stands what is connected now. Approved calls can use it from this moment.")),
                connection,
                OwnAddress.ACCOUNTS);
    }

    Response afterDisconnecting(String connection) {
        var provider = Question.provider(connection);
        return page(
                OK,
                List.of(Notice.of(
                        "Auth0 keeps no token of that " + provider + " account any more",
                        "Below stands what is connected now. What you once allowed at " + provider
                                + " itself stands there until you take it back there.")),
                connection,
                OwnAddress.ACCOUNTS);
    }

    Response after(ConnectStep.Failed failed) {
        var provider = failed.connection().isEmpty() ? "the provider" : Question.provider(failed.connection());
        return page(
                status(failed.reason()),
                List.of(Notice.of("Nothing was changed", failed.reason().words(provider))),
                failed.connection(),
                failed.back().isEmpty() ? OwnAddress.ACCOUNTS : failed.back());
    }

    private static int status(ConnectStep.Reason reason) {
        return switch (reason) {
            case UNKNOWN -> Response.Status.NOT_FOUND.getStatusCode();
            case TOO_LATE -> Response.Status.GONE.getStatusCode();
            case OTHER_SESSION, OTHER_PERSON -> Response.Status.FORBIDDEN.getStatusCode();
            case DECLINED, LOGIN_NOT_COMPLETED, PROVIDER_FAILED, NOT_TAKEN ->
                Response.Status.BAD_REQUEST.getStatusCode();
            case ALREADY_CONNECTED -> Response.Status.CONFLICT.getStatusCode();
            case NOT_ALLOWED, CONNECTION_OFF, AUTH0_UNAVAILABLE, CLOCK ->
                Response.Status.SERVICE_UNAVAILABLE.getStatusCode();
        };
    }

    private Response page(int status, List<Notice> notices, String asked, String back) {
        var known = known();
        var now = Instant.now();
        var connections = tools.connections().stream()
                .map(name -> ConnectionView.of(
                        name, tools.using(name), known.map(all -> of(name, all)), name.equals(asked), now))
                .sorted(Comparator.comparing((ConnectionView connection) -> !connection.asked())
                        .thenComparing(ConnectionView::provider))
                .toList();
        var title = (notices.isEmpty() ? "" : notices.getFirst().title() + ": ") + "Connected accounts";
        return Html.page(
                status,
                Templates.accounts(
                        Frame.still(Frame.Section.ACCOUNTS, title, person),
                        notices,
                        new AccountsView(connections, back, connecting.isOffered(), known.isPresent())));
    }

    private static List<ConnectedAccount> of(String connection, List<ConnectedAccount> all) {
        return all.stream()
                .filter(account -> account.connection().equals(connection))
                .toList();
    }

    private Optional<List<ConnectedAccount>> known() {
        try {
            return Optional.of(accounts.all(person.sub()));
        } catch (Auth0Unavailable e) {
            LOG.warnf("event=auth0_unavailable what=\"%s\"", e.getMessage());
            return Optional.empty();
        }
    }
}

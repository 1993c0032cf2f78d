package dev.approvalcopilot.approval.page.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.account.ConnectedAccount;
import dev.approvalcopilot.approval.page.accounts.ConnectionView.Status;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectionViewTest {
    private static final Instant NOW = Instant.parse("2026-11-23T20:10:00Z");
    private static final ToolCatalog TOOLS = ToolCatalog.load(Path.of(System.getProperty("repository.root"), "tools"));

    private static ConnectionView view(String connection, ConnectedAccount... accounts) {
        List<Tool> tools = TOOLS.all().stream()
                .filter(tool -> tool.manifest().connection().equals(connection))
                .toList();
        return ConnectionView.of(connection, tools, Optional.of(List.of(accounts)), false, NOW);
    }

    private static ConnectedAccount slack(String... scopes) {
        return new ConnectedAccount("cac_1", "sign-in-with-slack", Optional.empty(), Set.of(scopes), Optional.of(NOW));
    }

    @Test
    void namesTheToolsThatNoAccountSuffices() {
        var view = view("sign-in-with-slack", slack("chat:write", "channels:read"));

        assertThat(view.status()).isEqualTo(Status.SCOPES_MISSING);
        assertThat(view.uses())
                .filteredOn(ConnectionView.Use::missing)
                .extracting(ConnectionView.Use::tool)
                .containsExactly("Archive a channel");
    }

    @Test
    void aProviderThatReportsNoScopesIsNotCompared() {
        var view =
                view("github", new ConnectedAccount("cac_2", "github", Optional.empty(), Set.of(), Optional.of(NOW)));

        assertThat(view.status()).isEqualTo(Status.CONNECTED);
    }

    /** Without Token Vault Auth0 lists identities, and no scopes of theirs. */
    @Test
    void aLinkedIdentityIsNotCompared() {
        var view = view(
                "google-oauth2",
                new ConnectedAccount("1098", "google-oauth2", Optional.empty(), Set.of(), Optional.empty()));

        assertThat(view.status()).isEqualTo(Status.CONNECTED);
    }
}

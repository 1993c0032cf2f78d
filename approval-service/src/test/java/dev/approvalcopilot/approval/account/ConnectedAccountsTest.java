package dev.approvalcopilot.approval.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.local.testing.LocalStackResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConnectedAccountsTest {
    private static final String SLACK = "sign-in-with-slack";
    private static final UUID ACTION = Ids.next();

    @Inject
    ConnectedAccounts accounts;

    /** At the Auth0 stand-in, as if the person had done it. */
    private static void order(String what, String user, String connection) throws IOException, InterruptedException {
        var address = LocalStackResource.installation().issuer() + "__local/users/" + user.replace("|", "%7C") + "/"
                + what + "/" + connection;
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .POST(BodyPublishers.noBody())
                    .build();
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void findsTheOnlyOne() {
        assertThat(accounts.find(ACTION, "auth0|bob", SLACK)).isInstanceOf(AccountLookup.Found.class);
        assertThat(accounts.find(ACTION, "auth0|bob", SLACK)
                        .found()
                        .orElseThrow()
                        .id())
                .startsWith("cac_");
    }

    @Test
    void neverPicksOneOfSeveral() throws Exception {
        try {
            order("connect", "auth0|olga", SLACK);
            order("connect", "auth0|olga", SLACK);

            var found = accounts.find(ACTION, "auth0|olga", SLACK);

            assertThat(found).isInstanceOfSatisfying(AccountLookup.Several.class, several -> {
                assertThat(several.choosable()).as("the exchange cannot choose").isFalse();
                assertThat(several.accounts())
                        .hasSize(2)
                        .allSatisfy(one -> assertThat(one.since()).isPresent())
                        .extracting(ConnectedAccount::id)
                        .allMatch(id -> id.startsWith("cac_"));
            });
            assertThat(accounts.choosable("auth0|olga", SLACK)).isEmpty();
        } finally {
            order("disconnect", "auth0|olga", SLACK);
        }
    }

    @Test
    void whoConnectsAnAccountIsNotMadeToWait() throws Exception {
        assertThat(accounts.find(ACTION, "auth0|olga", "github")).isEqualTo(new AccountLookup.NoneConnected());
        try {
            order("connect", "auth0|olga", "github");

            assertThat(accounts.find(ACTION, "auth0|olga", "github")).isInstanceOf(AccountLookup.Found.class);
        } finally {
            order("disconnect", "auth0|olga", "github");
        }
    }

    @Test
    void anUnknownPersonHasNone() {
        assertThat(accounts.find(ACTION, "auth0|nobody", SLACK)).isEqualTo(new AccountLookup.NoneConnected());
    }
}

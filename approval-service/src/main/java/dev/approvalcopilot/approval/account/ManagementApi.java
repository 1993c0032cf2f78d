package dev.approvalcopilot.approval.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.ApprovalConfig.AccountSource;
import dev.approvalcopilot.approval.auth0.Auth0Tenant;
import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import io.quarkus.cache.CacheInvalidate;
import io.quarkus.cache.CacheResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Lists a person's accounts at providers, from where the configuration says they stand. */
@ApplicationScoped
class ManagementApi {
    private static final String PROFILE = "user_id,name,nickname,email,identities";
    private static final int PAGE_SIZE = 50;
    private static final int MAX_PAGES = 4;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final Auth0Tenant auth0;
    private final ManagementToken token;
    private final AccountSource source;

    /** A call with this bearer. */
    private interface Question {
        JsonNode ask(String bearer);
    }

    ManagementApi(@RestClient Auth0Tenant auth0, ManagementToken token, ApprovalConfig config) {
        this.auth0 = auth0;
        this.token = token;
        this.source = config.accounts().source();
    }

    /** All of them; the cache's time is set in application.properties. @throws Auth0Unavailable; failures are not kept */
    @CacheResult(cacheName = "connected-accounts")
    List<ConnectedAccount> accountsOf(String principal) {
        return switch (source) {
            case CONNECTED_ACCOUNTS -> connectedAccounts(principal);
            case IDENTITIES ->
                linked(ask(bearer -> auth0.user("Bearer " + bearer, principal, PROFILE, true), "identities"));
        };
    }

    /** Whether there is such a user. @throws Auth0Unavailable */
    boolean hasUser(String sub) {
        return ask(bearer -> auth0.user("Bearer " + bearer, sub, PROFILE, true), "identities")
                .hasNonNull("user_id");
    }

    /** Whether the gateway can ask for one of several: an identity is found by its id, the exchange knows only the connection. */
    boolean letsChoose() {
        return switch (source) {
            case CONNECTED_ACCOUNTS -> false;
            case IDENTITIES -> true;
        };
    }

    /** Social identities only: a database login is no account anywhere. */
    static List<ConnectedAccount> linked(JsonNode user) {
        var accounts = new ArrayList<ConnectedAccount>();
        for (var identity : user.path("identities")) {
            if (identity.path("isSocial").booleanValue()) {
                accounts.add(new ConnectedAccount(
                        identity.path("user_id").asText(),
                        identity.path("connection").textValue(),
                        name(identity, user),
                        Set.of(),
                        Optional.empty()));
            }
        }
        return List.copyOf(accounts);
    }

    /** A linked identity brings its own profile; that of the first one, through which the user came about, is the user's. */
    private static Optional<String> name(JsonNode identity, JsonNode user) {
        boolean first = user.path("user_id")
                .asText()
                .equals(identity.path("provider").asText() + "|"
                        + identity.path("user_id").asText());
        var profile = first ? user : identity.path("profileData");
        return Stream.of("nickname", "email", "name")
                .map(member -> profile.path(member).asText())
                .filter(name -> !name.isBlank())
                .findFirst();
    }

    private List<ConnectedAccount> connectedAccounts(String principal) {
        var accounts = new ArrayList<ConnectedAccount>();
        String from = null;
        for (int page = 0; page < MAX_PAGES; page++) {
            var next = from;
            var answer = ask(
                    bearer -> auth0.connectedAccounts("Bearer " + bearer, principal, next, PAGE_SIZE),
                    "connected_accounts");
            for (var account : answer.path("connected_accounts")) {
                accounts.add(connected(account));
            }
            from = answer.path("next").textValue();
            if (from == null) {
                return List.copyOf(accounts);
            }
        }
        throw new Auth0Unavailable("connected accounts have no end");
    }

    private static ConnectedAccount connected(JsonNode account) {
        var scopes = new TreeSet<String>();
        account.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        return new ConnectedAccount(
                account.path("id").textValue(),
                account.path("connection").textValue(),
                Optional.empty(),
                scopes,
                time(account.path("created_at").asText()));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The next question goes to Auth0 again. */
    @CacheInvalidate(cacheName = "connected-accounts")
    void forget(String principal) {
        // The annotation does it.
    }

    private JsonNode ask(Question question, String list) {
        try {
            return ask(question, list, token.current());
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() != UNAUTHORIZED) {
                throw new Auth0Unavailable(list + ": status " + e.getResponse().getStatus());
            }
        }
        // The token may have been revoked, or the tenant's keys have changed: once more with a new one.
        try {
            return ask(question, list, token.renewed());
        } catch (WebApplicationException e) {
            throw new Auth0Unavailable(list + ": status " + e.getResponse().getStatus());
        }
    }

    private static JsonNode ask(Question question, String list, String bearer) {
        try {
            var answer = question.ask(bearer);
            if (!answer.path(list).isArray()) {
                throw new Auth0Unavailable(list + ": unknown answer");
            }
            return answer;
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            // 400 is for what is no id of a user.
            if (status == NOT_FOUND || status == BAD_REQUEST) {
                return JsonNodeFactory.instance.objectNode();
            }
            throw e;
        } catch (ProcessingException e) {
            throw new Auth0Unavailable(list + ": no answer");
        }
    }
}

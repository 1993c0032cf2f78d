package dev.approvalcopilot.approval.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.approvalcopilot.approval.auth0.Auth0Tenant;
import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import dev.approvalcopilot.contracts.review.ReviewDocument.Account;
import io.quarkus.cache.CacheInvalidate;
import io.quarkus.cache.CacheResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Lists a person's connected accounts. */
@ApplicationScoped
class ManagementApi {
    private static final int PAGE_SIZE = 50;
    private static final int MAX_PAGES = 4;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final Auth0Tenant auth0;
    private final ManagementToken token;

    ManagementApi(@RestClient Auth0Tenant auth0, ManagementToken token) {
        this.auth0 = auth0;
        this.token = token;
    }

    /** All of them; the cache's time is set in application.properties. @throws Auth0Unavailable; failures are not kept */
    @CacheResult(cacheName = "connected-accounts")
    List<Account> accountsOf(String principal) {
        var accounts = new ArrayList<Account>();
        String from = null;
        for (int page = 0; page < MAX_PAGES; page++) {
            var answer = ask(principal, from);
            for (var account : answer.path("connected_accounts")) {
                accounts.add(new Account(
                        account.path("id").textValue(),
                        account.path("connection").textValue()));
            }
            from = answer.path("next").textValue();
            if (from == null) {
                return List.copyOf(accounts);
            }
        }
        throw new Auth0Unavailable("connected accounts have no end");
    }

    /** The next question goes to Auth0 again. */
    @CacheInvalidate(cacheName = "connected-accounts")
    void forget(String principal) {
        // The annotation does it.
    }

    private JsonNode ask(String principal, String from) {
        try {
            return ask(principal, from, token.current());
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() != UNAUTHORIZED) {
                throw new Auth0Unavailable(
                        "connected accounts: status " + e.getResponse().getStatus());
            }
        }
        // The token may have been revoked, or the tenant's keys have changed: once more with a new one.
        try {
            return ask(principal, from, token.renewed());
        } catch (WebApplicationException e) {
            throw new Auth0Unavailable(
                    "connected accounts: status " + e.getResponse().getStatus());
        }
    }

    private JsonNode ask(String principal, String from, String bearer) {
        try {
            var answer = auth0.connectedAccounts("Bearer " + bearer, principal, from, PAGE_SIZE);
            if (!answer.path("connected_accounts").isArray()) {
                throw new Auth0Unavailable("connected accounts: unknown answer");
            }
            return answer;
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() == NOT_FOUND) {
                return JsonNodeFactory.instance.objectNode();
            }
            throw e;
        } catch (ProcessingException e) {
            throw new Auth0Unavailable("connected accounts: no answer");
        }
    }
}

package dev.approvalcopilot.local.auth0;

import dev.approvalcopilot.local.auth0.Client.VaultGrant;
import dev.approvalcopilot.local.auth0.User.Account;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Token Vault: a provider token for a connected account, against a refresh token (a), an access token (b) or a request
 * JWT of a privileged worker (c). Status and code of most refusals of (c) are not documented; 401 is for a bad subject
 * token, 403 for what the client may not.
 */
final class TokenExchange {
    private static final String OAUTH = "urn:ietf:params:oauth:token-type:";
    private static final String FEDERATED = "http://auth0.com/oauth/token-type/federated-connection-access-token";
    private static final String PRIVILEGED = "http://auth0.com/oauth/token-type/token-vault-access-token";

    private enum Kind {
        REFRESH_TOKEN(OAUTH + "refresh_token", FEDERATED),
        ACCESS_TOKEN(OAUTH + "access_token", FEDERATED),
        REQUEST_JWT(OAUTH + "jwt", PRIVILEGED);

        private final String subjectTokenType;
        private final String requestedTokenType;

        Kind(String subjectTokenType, String requestedTokenType) {
            this.subjectTokenType = subjectTokenType;
            this.requestedTokenType = requestedTokenType;
        }

        static Kind of(Parameters body) {
            var subject = body.require("subject_token_type");
            var requested = body.require("requested_token_type");
            for (var kind : values()) {
                if (kind.subjectTokenType.equals(subject) && kind.requestedTokenType.equals(requested)) {
                    return kind;
                }
            }
            throw Refused.oauth(400, "invalid_request", "Unsupported subject_token_type or requested_token_type.");
        }
    }

    private final Supplier<Tenant> tenant;
    private final VaultSubject.Reader subjects;
    private final Vault vault;
    private final ProviderTokens providerTokens;
    private final TenantLog log;
    private final Clock clock;

    TokenExchange(
            Supplier<Tenant> tenant,
            VaultSubject.Reader subjects,
            Vault vault,
            ProviderTokens providerTokens,
            TenantLog log,
            Clock clock) {
        this.tenant = tenant;
        this.subjects = subjects;
        this.vault = vault;
        this.providerTokens = providerTokens;
        this.log = log;
        this.clock = clock;
    }

    Response handle(Request request, Client client, Parameters body) {
        var subject = VaultSubject.UNKNOWN;
        var connection = body.get("connection").orElse("");
        try {
            var kind = Kind.of(body);
            body.require("connection");
            checkClient(kind, request, client);
            subject = subject(kind, client, body.require("subject_token"));
            if (tenant.get().mfa().always()) {
                throw Refused.mfaRequired();
            }
            var response = exchange(kind, client, subject, connection, body);
            log(client, subject, connection, "seta", "Token exchanged");
            return response;
        } catch (Refused refused) {
            log(client, subject, connection, "feta", refused.code());
            throw refused;
        }
    }

    private static void checkClient(Kind kind, Request request, Client client) {
        boolean privileged = kind == Kind.REQUEST_JWT;
        boolean confidential = !(client.credential() instanceof Client.Credential.None);
        boolean byKey = client.credential() instanceof Client.Credential.PrivateKeyJwt;
        if (!client.firstParty() || !confidential || (privileged && !byKey)) {
            throw Refused.oauth(403, "unauthorized_client", "The client may not use this exchange.");
        }
        if (privileged && !client.vault().ipAllowlist().contains(request.remote())) {
            throw Refused.oauth(403, "access_denied", "The caller's address is not in the client's IP allowlist.");
        }
    }

    private VaultSubject subject(Kind kind, Client client, String token) {
        return switch (kind) {
            case REFRESH_TOKEN -> subjects.ofRefreshToken(client, token);
            case ACCESS_TOKEN -> subjects.ofAccessToken(client, token);
            case REQUEST_JWT -> subjects.ofRequestJwt(client, token);
        };
    }

    private Response exchange(Kind kind, Client client, VaultSubject subject, String connectionName, Parameters body) {
        var pinned = kind == Kind.REQUEST_JWT ? pinned(client, connectionName) : List.<String>of();
        var connection = tenant.get()
                .connection(connectionName)
                .filter(found -> found.vault() && client.connections().contains(connectionName))
                .orElseThrow(TokenExchange::notConnected);
        var account = account(kind, subject, connectionName, body);
        if (!account.refreshes()) {
            throw Refused.oauth(
                    401,
                    "federated_connection_refresh_token_flow_failed",
                    "Refresh Token flow for the Federated Connection failed");
        }
        var scopes = kind == Kind.REQUEST_JWT
                ? privilegedScopes(connection, pinned, account, body.words("scope"))
                : account.scopes();
        var token = providerTokens.issue(subject.userId(), connection, scopes, subject.auditContext());
        var answer = new LinkedHashMap<String, Object>();
        answer.put("access_token", token.token());
        answer.put("scope", String.join(" ", token.scopes()));
        answer.put(
                "expires_in", Duration.between(clock.instant(), token.expires()).toSeconds());
        answer.put("token_type", "Bearer");
        answer.put("issued_token_type", FEDERATED);
        return Response.json(200, answer);
    }

    private static List<String> pinned(Client client, String connection) {
        return client.vault().grants().stream()
                .filter(grant -> grant.connection().equals(connection))
                .findFirst()
                .map(VaultGrant::scopes)
                .orElseThrow(() -> Refused.oauth(403, "access_denied", "The client has no grant for the connection."));
    }

    /** The first one where a person has connected several: (c) has no way to choose, so the caller must look before. */
    private Account account(Kind kind, VaultSubject subject, String connection, Parameters body) {
        var hint = body.get("login_hint").filter(_ -> kind != Kind.REQUEST_JWT);
        var user = tenant.get().user(subject.userId()).orElseThrow(TokenExchange::notConnected);
        boolean hintFits = hint.isEmpty()
                || user.identities().stream()
                        .anyMatch(identity -> identity.connection().equals(connection)
                                && identity.userId().equals(hint.get()));
        return vault.of(user.id(), connection).stream()
                .filter(_ -> hintFits)
                .findFirst()
                .orElseThrow(TokenExchange::notConnected);
    }

    private static Refused notConnected() {
        return Refused.oauth(
                401, "federated_connection_refresh_token_not_found", "Federated connection Refresh Token not found.");
    }

    /** Fewer scopes only where the provider can narrow; more than pinned or than granted never. */
    private static List<String> privilegedScopes(
            Connection connection, List<String> pinned, Account account, Set<String> asked) {
        requireScopes(pinned.containsAll(asked), "A requested scope is not in the client's grant.");
        return switch (connection.scoping()) {
            case UNREPORTED -> {
                requireScopes(asked.isEmpty(), "The provider knows no scopes.");
                yield List.of();
            }
            case NARROWABLE -> {
                requireScopes(account.scopes().containsAll(asked), "A requested scope was not granted by the person.");
                yield asked.isEmpty()
                        ? account.scopes().stream().filter(pinned::contains).toList()
                        : List.copyOf(asked);
            }
            case FIXED -> {
                requireScopes(
                        pinned.containsAll(account.scopes()), "The account has scopes outside the client's grant.");
                requireScopes(
                        asked.isEmpty() || asked.equals(Set.copyOf(account.scopes())),
                        "The provider cannot narrow the scopes.");
                yield account.scopes();
            }
        };
    }

    private static void requireScopes(boolean condition, String description) {
        if (!condition) {
            throw Refused.oauth(403, "access_denied", description);
        }
    }

    private void log(Client client, VaultSubject subject, String connection, String type, String description) {
        Map<String, Object> details = type.equals("seta")
                ? Map.of("is_privileged_worker", subject.privileged(), "audit_context", subject.auditContext())
                : Map.of(
                        "is_privileged_worker", subject.privileged(),
                        "audit_context", subject.auditContext(),
                        "failure_reason", description);
        log.add(type, description, client.id(), subject.userId(), connection, details);
    }
}

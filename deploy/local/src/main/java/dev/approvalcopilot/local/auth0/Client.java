package dev.approvalcopilot.local.auth0;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An application of the tenant.
 *
 * @param nativeApp       a registered loopback callback then matches with any port
 * @param firstParty      no consent is asked
 * @param callbacks       allowed {@code redirect_uri}s, compared exactly
 * @param connections     those enabled for this client
 * @param rotation        a refresh token is good once, and the next one comes with the answer
 * @param refreshPolicies further audiences that its refresh tokens reach
 * @param vault           privileged access to the Token Vault, {@link VaultAccess#NONE} for all but one client
 * @param api             identifier of the API whose access tokens this Custom API Client may exchange, or empty
 * @param backChannelLogoutUrls where it is told that a login it took part in is over; absent in files of older versions
 */
public record Client(
        String id,
        String name,
        boolean nativeApp,
        boolean firstParty,
        Credential credential,
        Set<String> grantTypes,
        List<String> callbacks,
        List<String> logoutUrls,
        List<String> connections,
        boolean rotation,
        List<RefreshPolicy> refreshPolicies,
        VaultAccess vault,
        String api,
        List<String> backChannelLogoutUrls) {

    public Client {
        backChannelLogoutUrls = backChannelLogoutUrls == null ? List.of() : List.copyOf(backChannelLogoutUrls);
        grantTypes = Set.copyOf(grantTypes);
        callbacks = List.copyOf(callbacks);
        logoutUrls = List.copyOf(logoutUrls);
        connections = List.copyOf(connections);
        refreshPolicies = List.copyOf(refreshPolicies);
    }

    /** A client that is told nothing. */
    public Client(
            String id,
            String name,
            boolean nativeApp,
            boolean firstParty,
            Credential credential,
            Set<String> grantTypes,
            List<String> callbacks,
            List<String> logoutUrls,
            List<String> connections,
            boolean rotation,
            List<RefreshPolicy> refreshPolicies,
            VaultAccess vault,
            String api) {
        this(
                id,
                name,
                nativeApp,
                firstParty,
                credential,
                grantTypes,
                callbacks,
                logoutUrls,
                connections,
                rotation,
                refreshPolicies,
                vault,
                api,
                List.of());
    }

    /** The one way in which a client authenticates at the token endpoint. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Credential.None.class, name = "none"),
        @JsonSubTypes.Type(value = Credential.SecretPost.class, name = "client_secret_post"),
        @JsonSubTypes.Type(value = Credential.SecretBasic.class, name = "client_secret_basic"),
        @JsonSubTypes.Type(value = Credential.PrivateKeyJwt.class, name = "private_key_jwt")
    })
    public sealed interface Credential {
        record None() implements Credential {}

        record SecretPost(String secret) implements Credential {}

        record SecretBasic(String secret) implements Credential {}

        /** Public keys as JWK members, each with a {@code kid}. */
        record PrivateKeyJwt(List<Map<String, Object>> keys) implements Credential {
            public PrivateKeyJwt {
                keys = List.copyOf(keys);
            }
        }
    }

    /** An audience, and the most that a refresh token may get for it. */
    public record RefreshPolicy(String audience, List<String> scopes) {
        public RefreshPolicy {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * {@code token_vault_privileged_access}.
     *
     * @param credentials public keys, as JWK members, that verify the request JWTs
     * @param ipAllowlist addresses that may call; an empty list allows none
     */
    public record VaultAccess(
            List<Map<String, Object>> credentials, List<String> ipAllowlist, List<VaultGrant> grants) {
        public static final VaultAccess NONE = new VaultAccess(List.of(), List.of(), List.of());

        public VaultAccess {
            credentials = List.copyOf(credentials);
            ipAllowlist = List.copyOf(ipAllowlist);
            grants = List.copyOf(grants);
        }
    }

    /** A connection, and the scopes that may be asked for there. */
    public record VaultGrant(String connection, List<String> scopes) {
        public VaultGrant {
            scopes = List.copyOf(scopes);
        }
    }

    boolean allowsCallback(String redirectUri) {
        return callbacks.contains(redirectUri) || (nativeApp && callbacks.contains(withoutLoopbackPort(redirectUri)));
    }

    private static String withoutLoopbackPort(String redirectUri) {
        return redirectUri.replaceFirst("^(http://127\\.0\\.0\\.1):[0-9]{1,5}/", "$1/");
    }

    Client at(URI issuer) {
        var policies = refreshPolicies.stream()
                .map(policy -> new RefreshPolicy(Tenant.at(issuer, policy.audience()), policy.scopes()))
                .toList();
        return new Client(
                id,
                name,
                nativeApp,
                firstParty,
                credential,
                grantTypes,
                callbacks,
                logoutUrls,
                connections,
                rotation,
                policies,
                vault,
                api,
                backChannelLogoutUrls);
    }
}

package dev.approvalcopilot.local.auth0;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A request to {@code /authorize} from a known client with a registered callback, which {@link #check} looked at. */
record AuthorizationRequest(Client client, String redirectUri, Parameters parameters) {
    private static final Set<String> PROMPTS = Set.of("none", "login", "consent", "select_account");

    /** An error that goes back to the application by redirect. */
    static final class Failed extends RuntimeException {
        private final String error;

        Failed(String error, String description) {
            super(description, null, false, false);
            this.error = error;
        }

        String error() {
            return error;
        }
    }

    void check(Tenant tenant) {
        if (get("request").isPresent()) {
            throw new Failed("request_not_supported", "The request parameter is not supported.");
        }
        var responseType = requireParameter("response_type");
        if (!responseType.equals("code")) {
            throw new Failed("unsupported_response_type", "Unsupported response type: " + responseType);
        }
        if (!client.grantTypes().contains(GrantTypes.AUTHORIZATION_CODE)) {
            throw new Failed("unauthorized_client", "Grant type 'authorization_code' not allowed for the client.");
        }
        if (!get("response_mode").orElse("query").equals("query")) {
            throw invalid("The local stand-in knows response_mode=query only.");
        }
        checkPkce();
        checkLoginParameters(tenant);
        get("audience").ifPresent(audience -> checkAudience(tenant, audience));
    }

    private void checkPkce() {
        var challenge = get("code_challenge");
        if (challenge.isEmpty() && client.credential() instanceof Client.Credential.None) {
            throw invalid("Missing required parameter: code_challenge");
        }
        if (challenge.isPresent()
                && !get("code_challenge_method").orElse("plain").equals("S256")) {
            throw invalid("The code_challenge_method must be S256.");
        }
        if (challenge.isPresent() && !challenge.get().matches("[A-Za-z0-9_-]{43}")) {
            throw invalid("The code_challenge is malformed.");
        }
    }

    private void checkLoginParameters(Tenant tenant) {
        var prompts = prompts();
        if (!PROMPTS.containsAll(prompts)) {
            throw invalid("Invalid prompt value.");
        }
        if (prompts.contains("none") && prompts.size() > 1) {
            throw invalid("prompt=none cannot be combined with another value.");
        }
        if (!get("max_age").orElse("0").matches("[0-9]{1,9}")) {
            throw invalid("max_age must be a number of seconds.");
        }
        get("connection").ifPresent(name -> {
            if (tenant.connection(name).isEmpty() || !client.connections().contains(name)) {
                throw invalid("the connection was not found");
            }
        });
    }

    private void checkAudience(Tenant tenant, String audience) {
        audienceRefusal(tenant, client, audience).ifPresent(why -> {
            throw new Failed("access_denied", why);
        });
    }

    /** Why this client may not have tokens for this API in a person's name, if it may not. */
    static Optional<String> audienceRefusal(Tenant tenant, Client client, String audience) {
        var api = tenant.api(audience);
        if (api.isEmpty()) {
            return Optional.of("Service not found: " + audience);
        }
        boolean allowed = switch (api.get().userAccess()) {
            case ALLOW_ALL -> true;
            case REQUIRE_CLIENT_GRANT ->
                tenant.grant(client.id(), audience, ClientGrant.Subject.USER).isPresent();
            case DENY_ALL -> false;
        };
        return allowed ? Optional.empty() : Optional.of("Client is not authorized to access \"" + audience + "\".");
    }

    private String requireParameter(String name) {
        return get(name).orElseThrow(() -> invalid("Missing required parameter: " + name));
    }

    private static Failed invalid(String description) {
        return new Failed("invalid_request", description);
    }

    Optional<String> get(String name) {
        return parameters.get(name);
    }

    Set<String> prompts() {
        return parameters.words("prompt");
    }

    OptionalLong maxAgeSeconds() {
        return get("max_age").map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    boolean asksForMfa() {
        return parameters.words("acr_values").contains(Tenant.MFA);
    }

    /** The documented ID token carries {@code auth_time} only then. */
    boolean asksForAuthTime() {
        return prompts().contains("login") || maxAgeSeconds().isPresent();
    }
}

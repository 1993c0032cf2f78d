package dev.approvalcopilot.local.auth0;

import java.net.URI;
import java.util.List;

/** A client's right to an API: for itself (client credentials), or in the name of a person. */
public record ClientGrant(String client, String audience, Subject subject, List<String> scopes) {

    public enum Subject {
        CLIENT,
        USER
    }

    public ClientGrant {
        scopes = List.copyOf(scopes);
    }

    ClientGrant at(URI issuer) {
        return new ClientGrant(client, Tenant.at(issuer, audience), subject, scopes);
    }
}

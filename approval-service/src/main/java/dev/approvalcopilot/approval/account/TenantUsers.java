package dev.approvalcopilot.approval.account;

import jakarta.enterprise.context.ApplicationScoped;

/** The users of the tenant, as far as they can be asked for one by one. */
@ApplicationScoped
public class TenantUsers {
    private final ManagementApi management;

    TenantUsers(ManagementApi management) {
        this.management = management;
    }

    /**
     * Whether the tenant has a user with that id. Blocks for Auth0.
     *
     * @throws dev.approvalcopilot.approval.auth0.Auth0Unavailable when it does not say
     */
    public boolean has(String sub) {
        return management.hasUser(sub);
    }
}
